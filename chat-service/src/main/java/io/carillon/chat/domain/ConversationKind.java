package io.carillon.chat.domain;

/// One rule of a profile: conversations whose name has this form are told on that channel, to that
/// audience.
public record ConversationKind(NameTemplate names, NameTemplate channels, Audience audience) {

  public ConversationKind {
    if (names.open() != channels.open()) {
      throw new IllegalArgumentException(
          "name and channel of a kind of conversation must both have {id}, or neither");
    }
  }
}
