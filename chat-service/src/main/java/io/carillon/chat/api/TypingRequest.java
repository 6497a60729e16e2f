package io.carillon.chat.api;

import io.carillon.chat.domain.Caller;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.chat.domain.Caller.TrustedServer;
import io.carillon.chat.profile.Profile;
import io.carillon.chat.publish.Typing;
import io.carillon.entrance.json.JsonBodies;
import io.carillon.entrance.problem.InvalidRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body of a sign of typing.
final class TypingRequest {

  private static final String USER_ID = "userId";
  private static final String USER_NAME = "userName";
  private static final Pattern SOCKET_ID = Pattern.compile("\\d{1,20}\\.\\d{1,20}");

  private TypingRequest() {}

  static Typing read(byte[] body, @Nullable String socket, Caller caller, Profile profile) {
    var fields = JsonBodies.PLAIN.read(body);
    var conversation = ConversationNames.of(caller.app(), profile, fields);
    boolean isTyping = fields.flag("isTyping").orElse(true);
    var named = fields.text(USER_NAME, Users.NAME);
    var excluded = socket(socket);
    return switch (caller) {
      case Person person -> {
        Users.requireSubject(fields, USER_ID, person);
        var name = person.name().or(() -> named).orElse(person.id());
        yield new Typing(conversation, person.id(), name, isTyping, excluded);
      }
      case TrustedServer _ -> {
        var id = fields.requiredText(USER_ID, Users.ID);
        yield new Typing(conversation, id, named.orElse(id), isTyping, excluded);
      }
    };
  }

  private static Optional<String> socket(@Nullable String header) {
    if (header != null && !SOCKET_ID.matcher(header).matches()) {
      throw InvalidRequest.parameter(
          "X-Socket-ID", "is no socket id; send the one pusher-js gives, or leave it out");
    }
    return Optional.ofNullable(header);
  }
}
