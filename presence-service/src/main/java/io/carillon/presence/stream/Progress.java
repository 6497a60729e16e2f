package io.carillon.presence.stream;

/// How far one task has read its two inputs: the last offsets whose effect is in the state.
///
/// Only the task's thread touches it.
final class Progress {
  private long actions = -1;
  private long memberships = -1;

  long actions() {
    return actions;
  }

  long memberships() {
    return memberships;
  }

  boolean covers(Input input, long offset) {
    return offset <= (input == Input.ACTIONS ? actions : memberships);
  }

  void reach(Input input, long offset) {
    switch (input) {
      case ACTIONS -> actions = Math.max(actions, offset);
      case MEMBERSHIPS -> memberships = Math.max(memberships, offset);
    }
  }
}
