package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.Cursor;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Reads query parameters and refuses wrong ones by name.
final class Parameters {

  private Parameters() {}

  /// The board of the parameter `board`, or the default one.
  static BoardId board(String app, RoutingContext request) {
    var board = request.queryParams().get("board");
    return board(app, board == null ? BoardId.DEFAULT : board);
  }

  static BoardId board(String app, String board) {
    try {
      return new BoardId(app, board);
    } catch (IllegalArgumentException illegal) {
      throw wrong("board", String.valueOf(illegal.getMessage()));
    }
  }

  static int number(RoutingContext request, String name, int min, int max, int whenAbsent) {
    var text = request.queryParams().get(name);
    if (text == null) {
      return whenAbsent;
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // refused below, like a number out of bounds
    }
    throw wrong(name, "send a whole number from %d to %d".formatted(min, max));
  }

  static @Nullable Cursor cursor(RoutingContext request) {
    var text = request.queryParams().get("after");
    try {
      return text == null ? null : Cursor.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw wrong("after", "send back the 'after' of the page before");
    }
  }

  static InvalidRequest wrong(String name, String detail) {
    return new InvalidRequest(Problems.INVALID_PARAMETER, name + ": " + detail);
  }
}
