package io.carillon.leaderboard.domain;

import java.util.regex.Pattern;

/// One board of one app. Its text form `app/board` is the key of its commands, so a board has one
/// partition.
public record BoardId(String app, String board) {

  /// The board that every app has without defining it.
  public static final String DEFAULT = "default";

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /// @throws IllegalArgumentException when either part is not a legal name
  public BoardId {
    if (!LEGAL.matcher(app).matches()) {
      throw new IllegalArgumentException("not an app id: " + app);
    }
    if (!LEGAL.matcher(board).matches()) {
      throw new IllegalArgumentException(
          "a board's name has 1 to 64 of the characters A-Z a-z 0-9 _ . -");
    }
  }

  /// Reads what [#value] gives.
  public static BoardId parse(String value) {
    var slash = value.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not app/board: " + value);
    }
    return new BoardId(value.substring(0, slash), value.substring(slash + 1));
  }

  public String value() {
    return app + "/" + board;
  }

  public boolean isDefault() {
    return board.equals(DEFAULT);
  }
}
