package io.carillon.chat.domain;

/// Why the domain says no.
public enum Refusal {
  /// The caller's rights do not reach this conversation, or it does not exist: the same answer to
  /// both, so that a stranger learns nothing.
  NOT_A_MEMBER,
  UNKNOWN_REPLY
}
