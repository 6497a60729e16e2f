package io.carillon.entrance.json;

import java.util.Optional;

/// What a text must be to be stored as given: bounded, whole Unicode, without control characters.
public final class Text {

  private final int charactersMax;
  private final boolean lines;

  private Text(int charactersMax, boolean lines) {
    this.charactersMax = charactersMax;
    this.lines = lines;
  }

  public static Text line(int charactersMax) {
    return new Text(charactersMax, false);
  }

  public static Text lines(int charactersMax) {
    return new Text(charactersMax, true);
  }

  /// What is wrong with the text and what to change; empty when nothing is.
  public Optional<String> fault(String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters > charactersMax) {
      return Optional.of("has %d characters; send at most %d".formatted(characters, charactersMax));
    }
    if (text.isBlank()) {
      return Optional.of("is blank; send some text or leave it out");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && !isAllowedControl(c)) {
        return Optional.of(
            "has the control character U+%04X at position %d; remove it".formatted((int) c, i));
      }
      if (Character.isSurrogate(c)) {
        if (isUnpaired(text, i)) {
          return Optional.of("has half a character at position %d; send whole ones".formatted(i));
        }
        i++;
      }
    }
    return Optional.empty();
  }

  private boolean isAllowedControl(char c) {
    return lines && (c == '\n' || c == '\t');
  }

  private static boolean isUnpaired(String text, int i) {
    return !Character.isHighSurrogate(text.charAt(i))
        || i + 1 == text.length()
        || !Character.isLowSurrogate(text.charAt(i + 1));
  }
}
