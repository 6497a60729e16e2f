package io.carillon.leaderboard.domain;

import java.util.List;

/// What a board answers to a command. Nothing has changed until the events are applied.
public sealed interface Decision {

  /// The score counts, and this is where the owner stands then.
  record Recorded(List<BoardEvent> events, Standing standing) implements Decision {
    public Recorded {
      events = List.copyOf(events);
    }
  }

  /// The update id was used for the same before; its first answer.
  record Repeated(Standing first) implements Decision {}

  /// The board has these rules.
  record Defined(List<BoardEvent> events, BoardRules rules) implements Decision {
    public Defined {
      events = List.copyOf(events);
    }
  }

  record Refused(Refusal why) implements Decision {}

  /// This very command was applied before: the log is being read again after a restart.
  record Replayed() implements Decision {}
}
