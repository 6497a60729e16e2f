package io.carillon.gateway.stream;

import io.carillon.events.ChannelEvent;
import io.carillon.events.Source;

/// What stands on the log a second time: a relay's second try, and a server's retry with the same
/// idempotency key. Used by the reader's thread alone.
record Repeats(SourceSequences sequences, EventIds ids) {
  static Repeats of(StreamConfig config) {
    return new Repeats(
        new SourceSequences(config.lookBack(), config.sourcesMax()), new EventIds(config.idsMax()));
  }

  /// True when the event was handed over before.
  ///
  /// @param time the record's, in ms by the broker's clock
  boolean has(ChannelEvent event, long time) {
    Source source = event.source();
    if (source != null && sequences.repeats(event.key(), source, time)) {
      return true;
    }
    String id = event.id();
    return id != null && ids.repeats(event.key(), id, time);
  }

  long idsForgottenEarly() {
    return ids.forgottenEarly();
  }
}
