package io.carillon.chat.domain;

import io.carillon.chat.domain.Place.After;
import io.carillon.chat.domain.Place.Around;
import io.carillon.chat.domain.Place.Before;
import io.carillon.chat.domain.Place.Latest;

/// The part of a conversation that one page shows: sequences `from` up to, not including, `until`.
///
/// Sequences have no gaps, so the window is arithmetic: it is found without reading a message, and
/// stays the same for the same place while messages are added.
public record Window(long from, long until, boolean olderExist, boolean newerExist) {

  private static final long FIRST = 1;

  /// The window of at most `limit` messages at that place of a conversation that has `last`.
  public static Window of(Place place, int limit, long last) {
    long end = last + 1;
    return switch (place) {
      case Latest() -> endingAt(end, limit, end);
      case Before(long sequence) -> endingAt(Math.clamp(sequence, FIRST, end), limit, end);
      case After(long sequence) -> startingAt(Math.clamp(sequence, 0, last) + 1, limit, end);
      case Around(long sequence) -> around(Math.clamp(sequence, FIRST, end), limit, end);
    };
  }

  public boolean isEmpty() {
    return from == until;
  }

  private static Window around(long sequence, int limit, long end) {
    long until = Math.min(end, Math.max(FIRST, sequence - limit / 2) + limit);
    return endingAt(until, limit, end);
  }

  private static Window endingAt(long until, int limit, long end) {
    return between(Math.max(FIRST, until - limit), until, end);
  }

  private static Window startingAt(long from, int limit, long end) {
    return between(from, Math.min(end, from + limit), end);
  }

  private static Window between(long from, long until, long end) {
    return new Window(from, until, from > FIRST, until < end);
  }
}
