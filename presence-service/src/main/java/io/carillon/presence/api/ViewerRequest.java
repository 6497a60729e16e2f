package io.carillon.presence.api;

import io.carillon.entrance.json.Fields;
import io.carillon.entrance.json.JsonBodies;
import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.entrance.problem.Problem;
import io.carillon.presence.identity.Caller;
import java.util.Optional;

/// A join or leave as it was sent.
///
/// @param item the item's id: a number and the text of it are the same
record ViewerRequest(String item, Verb verb, String userId) {
  private static final String ACTION = "action";
  private static final String USER_ID = "userId";
  private static final int USER_ID_LENGTH_MAX = 200;

  /// What one can do.
  enum Verb {
    JOIN,
    LEAVE
  }

  static ViewerRequest read(byte[] body, ItemNames items, Caller caller) {
    var fields = JsonBodies.PLAIN.read(body);
    var item =
        items.legal(
            fields
                .id(items.field())
                .orElseThrow(() ->
                    InvalidRequest.field(
                        items.field(), "is missing; send a text or a whole number")));
    return new ViewerRequest(item, verb(fields), userId(fields.text(USER_ID), caller));
  }

  private static Verb verb(Fields fields) {
    var word =
        fields
            .text(ACTION)
            .orElseThrow(
                () -> InvalidRequest.field(ACTION, "is missing; send \"join\" or \"leave\""));
    return switch (word) {
      case "join" -> Verb.JOIN;
      case "leave" -> Verb.LEAVE;
      default ->
          throw InvalidRequest.field(ACTION, "is none of the actions; send \"join\" or \"leave\"");
    };
  }

  private static String userId(Optional<String> given, Caller caller) {
    return switch (caller) {
      case Caller.Person(var _, var subject) -> subject(given, subject);
      case Caller.TrustedServer _, Caller.Visitor _ ->
          legal(
              given.orElseThrow(
                  () -> InvalidRequest.field(USER_ID, "is missing; send the session's id")));
    };
  }

  private static String subject(Optional<String> given, String subject) {
    if (given.isPresent() && !given.get().equals(subject)) {
      throw new InvalidRequest(
          Problem.NOT_THE_SUBJECT, "userId: is not the token's subject; leave it out");
    }
    return subject;
  }

  private static String legal(String userId) {
    if (userId.isEmpty() || userId.length() > USER_ID_LENGTH_MAX) {
      throw InvalidRequest.field(
          USER_ID,
          "has %d characters; send 1 to %d".formatted(userId.length(), USER_ID_LENGTH_MAX));
    }
    if (userId.codePoints().anyMatch(ViewerRequest::isNoText)) {
      throw InvalidRequest.field(USER_ID, "has control characters; leave them out");
    }
    return userId;
  }

  // An unpaired surrogate has no UTF-8 form, so two such ids could be one.
  private static boolean isNoText(int codePoint) {
    var type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
