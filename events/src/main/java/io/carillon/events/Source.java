package io.carillon.events;

/// Where a record comes from and its place there, so that a second copy of it can be told.
///
/// `sequence` counts the log records of this source without regard to anything else and is given
/// out under the source's own lock or order. `again` says that the record may stand in the log
/// already: readers then drop it unless its sequence is above the last one of its channel and
/// source. `name` carries a generation that changes when the source is restored or recreated.
public record Source(String name, long sequence, boolean again) {
  /// Longer names are refused, because readers remember one per channel.
  public static final int NAME_LENGTH_MAX = 255;

  public Source {
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a source's name has 1 to " + NAME_LENGTH_MAX + " characters, not " + name.length());
    }
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence is 0 or more, not " + sequence);
    }
  }

  /// A first try.
  public static Source of(String name, long sequence) {
    return new Source(name, sequence, false);
  }

  /// The same place, marked as perhaps in the log already.
  public Source repeated() {
    return new Source(name, sequence, true);
  }
}
