package io.carillon.chat.domain;

/// What the list of members says of somebody.
public enum Membership {
  MEMBER,
  /// Nobody is a member yet: who speaks first founds the conversation.
  FOUNDER,
  STRANGER
}
