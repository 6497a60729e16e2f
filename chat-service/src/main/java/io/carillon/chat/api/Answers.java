package io.carillon.chat.api;

import io.carillon.chat.domain.Message;
import io.carillon.chat.domain.Page;
import io.carillon.chat.domain.Refusal;
import io.carillon.chat.domain.SendOutcome;
import io.carillon.chat.domain.SendOutcome.Conflicting;
import io.carillon.chat.domain.SendOutcome.Refused;
import io.carillon.chat.domain.SendOutcome.Repeated;
import io.carillon.chat.domain.SendOutcome.Stored;
import io.carillon.chat.domain.Window;
import io.carillon.chat.profile.FieldNames;
import io.carillon.chat.profile.MessageFace;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/// Turns outcomes into HTTP. No switch has a default: a new outcome does not compile until it is
/// answered.
final class Answers {

  private Answers() {}

  static Response of(SendOutcome outcome, FieldNames names) {
    return switch (outcome) {
      case Stored(var message) -> message(Status.CREATED, message, names);
      case Repeated(var first) -> message(Status.OK, first, names);
      case Conflicting(var first) ->
          Problems.CONFLICTING_MESSAGE.saying(
              "message %s was sent with this client message id and other content; give each message its own"
                  .formatted(first.id()));
      case Refused(var why) -> of(why);
    };
  }

  static Response of(Refusal why) {
    return switch (why) {
      case NOT_A_MEMBER ->
          Problems.NOT_A_MEMBER.saying(
              "the conversation does not exist or you are no member of it; ask a member, or use"
                  + " another account");
      case UNKNOWN_REPLY ->
          Problems.UNKNOWN_REPLY.saying("send the id of a message of the same conversation");
    };
  }

  static Response of(Page page, PageRequest asked, FieldNames names) {
    Window window = page.window();
    var id = asked.conversation().id();
    Optional<String> before =
        window.olderExist() ? Optional.of(Cursor.at(id, window.from())) : Optional.empty();
    Optional<String> after =
        window.newerExist() ? Optional.of(Cursor.at(id, window.until() - 1)) : Optional.empty();
    return json(Status.OK, MessageFace.page(names, page.messages(), before, after));
  }

  static Response unknownMessage() {
    return Problems.UNKNOWN_MESSAGE.saying("send the id of a message of this conversation");
  }

  private static Response message(Status status, Message message, FieldNames names) {
    return json(status, MessageFace.message(names, message));
  }

  private static Response json(Status status, byte[] body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build();
  }
}
