package io.carillon.chat.domain;

import java.util.List;

/// A window with its messages, oldest first.
public record Page(Window window, List<Message> messages) {
  public Page {
    messages = List.copyOf(messages);
  }
}
