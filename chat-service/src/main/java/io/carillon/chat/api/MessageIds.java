package io.carillon.chat.api;

import java.util.Optional;
import java.util.UUID;

/// Message ids as clients send them back.
final class MessageIds {

  private static final int LENGTH = 36;

  private MessageIds() {}

  static Optional<UUID> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty(); // Java would take shortened ones too
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
