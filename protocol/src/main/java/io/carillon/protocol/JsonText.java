package io.carillon.protocol;

/// Writes JSON by hand, for the frames whose shape is fixed.
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(256);

  /// Appends JSON that is already JSON.
  JsonText raw(String json) {
    out.append(json);
    return this;
  }

  JsonText raw(int number) {
    out.append(number);
    return this;
  }

  /// Appends a JSON string whose content is exactly this text.
  JsonText string(String text) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      escape(text.charAt(i));
    }
    out.append('"');
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20) {
          out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
        } else {
          out.append(c);
        }
      }
    }
  }
}
