package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.identity.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A score update as it comes in.
///
/// @param userId whose score; a user may leave his own out
record UpdateRequest(
    Optional<String> userId,
    long points,
    Optional<String> name,
    Optional<String> updateId,
    String board) {

  static UpdateRequest of(byte[] body) {
    var fields = Bodies.fields(body);
    return new UpdateRequest(
        fields.text("userId"),
        fields.requiredNumber("points"),
        fields.text("name"),
        fields.text("updateId"),
        fields.text("board").orElse(BoardId.DEFAULT));
  }

  BoardId boardOf(Caller caller) {
    try {
      return new BoardId(caller.app(), board);
    } catch (IllegalArgumentException illegal) {
      throw InvalidRequest.field("board", String.valueOf(illegal.getMessage()));
    }
  }

  SubmitScore command(String owner, Caller caller) {
    try {
      return new SubmitScore(owner, points, nameBy(caller), updateId.orElse(null));
    } catch (IllegalArgumentException illegal) {
      var text = String.valueOf(illegal.getMessage());
      var space = text.indexOf(' ');
      throw InvalidRequest.field(text.substring(0, space), text.substring(space + 1));
    }
  }

  // A user is called what his token says: nobody can pass for another by a field.
  private @Nullable String nameBy(Caller caller) {
    return caller instanceof Caller.SignedIn user
        ? user.name().or(() -> name).orElse(null)
        : name.orElse(null);
  }
}
