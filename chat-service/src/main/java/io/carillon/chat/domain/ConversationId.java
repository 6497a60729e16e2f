package io.carillon.chat.domain;

import java.util.regex.Pattern;

/// Names one conversation of one app. One that exists can be part of a channel name, so nothing
/// behind the edge checks it again.
public record ConversationId(String app, String name) {

  /// Leaves room for the longest channel prefix within the 200 characters of a channel name.
  public static final int NAME_LENGTH_MAX = 164;

  public static final String RULE =
      "use 1 to " + NAME_LENGTH_MAX + " of the characters A-Z a-z 0-9 _ - = @ , . ;";

  private static final Pattern LEGAL =
      Pattern.compile("[A-Za-z0-9_=@,.;-]{1," + NAME_LENGTH_MAX + "}");

  public ConversationId {
    if (!isLegal(name)) {
      throw new IllegalArgumentException(RULE);
    }
  }

  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }
}
