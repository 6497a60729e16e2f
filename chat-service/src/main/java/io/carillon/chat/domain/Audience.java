package io.carillon.chat.domain;

import java.util.Optional;

/// Who takes part in a kind of conversation.
public sealed interface Audience {

  /// Every signed-in user of the app. Where the user's token carries the claim, it must list the
  /// conversation's id.
  record SignedIn(Optional<String> claim) implements Audience {}

  /// Only members. Who sends the first message founds the conversation and is its first member.
  record Members() implements Audience {}
}
