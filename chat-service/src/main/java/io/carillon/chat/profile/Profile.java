package io.carillon.chat.profile;

import io.carillon.chat.domain.Conversation;
import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.domain.ConversationKinds;
import java.util.Optional;

/// The face that one app sees.
///
/// @param onlyConversation the name of the profile's single conversation, where its requests name
///   none
public record Profile(
    String name,
    FieldNames fields,
    String messageEvent,
    String typingEvent,
    ConversationKinds kinds,
    Optional<String> onlyConversation) {

  public Optional<Conversation> conversation(String app, String conversation) {
    return kinds.named(new ConversationId(app, conversation));
  }
}
