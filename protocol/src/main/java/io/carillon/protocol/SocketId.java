package io.carillon.protocol;

import java.util.regex.Pattern;

/// Names one connection over the whole cluster: two unsigned integers joined by a dot.
public record SocketId(String value) {
  private static final Pattern LEGAL = Pattern.compile("[0-9]{1,20}\\.[0-9]{1,20}");

  public SocketId {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a socket id (two integers joined by a dot): " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
