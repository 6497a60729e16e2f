package io.carillon.chat.domain;

/// What became of a draft.
public sealed interface SendOutcome {

  record Stored(Message message) implements SendOutcome {}

  /// The same message had been sent before, under the same client message id.
  record Repeated(Message first) implements SendOutcome {}

  /// Another message had been sent before under this client message id.
  record Conflicting(Message first) implements SendOutcome {}

  record Refused(Refusal why) implements SendOutcome {}
}
