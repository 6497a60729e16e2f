package io.carillon.protocol;

/// A channel name that is legal: one that exists was checked.
///
/// Names are 1 to 200 of `A-Z a-z 0-9 _ - = @ , . ;`. The one exception is `#server-to-user-ID`,
/// whose rest is a user id and may hold any characters but control characters.
public record ChannelName(String value) {
  /// 164 is documented, the server libraries allow 200; longer ones are refused.
  public static final int LENGTH_MAX = 200;

  /// The user id behind `#server-to-user-`: no library limits it, a key of the log must be bounded.
  public static final int USER_ID_LENGTH_MAX = 200;

  private static final boolean[] LEGAL = legalCharacters();

  public ChannelName {
    if (value.startsWith(ChannelKind.SERVER_TO_USER.prefix())) {
      requireUserId(value.substring(ChannelKind.SERVER_TO_USER.prefix().length()));
    } else {
      requireLegal(value);
    }
  }

  /// The channel to which the server sends events for one signed-in user.
  public static ChannelName ofUser(String userId) {
    return new ChannelName(ChannelKind.SERVER_TO_USER.prefix() + userId);
  }

  /// Whether a user of this id can have a channel.
  static boolean isUserId(String id) {
    return !id.isEmpty() && id.length() <= USER_ID_LENGTH_MAX && isText(id);
  }

  public ChannelKind kind() {
    return ChannelKind.of(value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static void requireLegal(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A channel name has at least one character");
    }
    if (name.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A channel name has at most %d characters, this one has %d"
              .formatted(LENGTH_MAX, name.length()));
    }
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (c >= LEGAL.length || !LEGAL[c]) {
        throw new IllegalArgumentException(
            "Invalid channel name '%s': allowed are A-Z a-z 0-9 _ - = @ , . ; (not U+%04X at position %d)"
                .formatted(name, (int) c, i));
      }
    }
  }

  private static void requireUserId(String id) {
    if (id.isEmpty() || id.length() > USER_ID_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A server-to-user channel names a user id of 1 to %d characters, this one has %d"
              .formatted(USER_ID_LENGTH_MAX, id.length()));
    }
    if (!isText(id)) {
      throw new IllegalArgumentException(
          "A server-to-user channel names a user id without control characters");
    }
  }

  /// Whether it has no control characters, and no half of a character.
  static boolean isText(String id) {
    return id.codePoints().noneMatch(ChannelName::notText);
  }

  // An unpaired surrogate has no UTF-8 form, so two such ids could become one key.
  private static boolean notText(int codePoint) {
    var type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static boolean[] legalCharacters() {
    var legal = new boolean[128];
    for (var c = 'a'; c <= 'z'; c++) {
      legal[c] = true;
      legal[Character.toUpperCase(c)] = true;
    }
    for (var c = '0'; c <= '9'; c++) {
      legal[c] = true;
    }
    for (var c : "_-=@,.;".toCharArray()) {
      legal[c] = true;
    }
    return legal;
  }
}
