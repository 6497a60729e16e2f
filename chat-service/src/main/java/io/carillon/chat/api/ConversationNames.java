package io.carillon.chat.api;

import io.carillon.chat.domain.Conversation;
import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.profile.Profile;
import io.carillon.entrance.json.Fields;
import io.carillon.entrance.json.Text;
import io.carillon.entrance.problem.InvalidRequest;

/// Finds the conversation that a request names in a profile's words.
final class ConversationNames {

  private static final Text NAME = Text.line(ConversationId.NAME_LENGTH_MAX);

  private ConversationNames() {}

  /// The conversation named in a body.
  static Conversation of(String app, Profile profile, Fields fields) {
    var field = profile.fields().conversation();
    if (field.isEmpty()) {
      return conversation(app, profile, profile.onlyConversation().orElseThrow(), "");
    }
    return conversation(app, profile, fields.requiredText(field.get(), NAME), field.get());
  }

  /// The conversation of that name, which came in that field or parameter.
  static Conversation conversation(String app, Profile profile, String name, String field) {
    if (!ConversationId.isLegal(name)) {
      throw InvalidRequest.field(field, "is no conversation's name; " + ConversationId.RULE);
    }
    return profile
        .conversation(app, name)
        .orElseThrow(() ->
            InvalidRequest.field(
                field, "is reserved, or of no kind this app has; use another name"));
  }
}
