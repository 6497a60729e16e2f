package io.carillon.events;

/// Why a record lies among the dead letters, and where it stood.
///
/// `partition` and `offset` are {@link #NOWHERE} for a record that Kafka refused: it never stood
/// anywhere. `bytes` is the length of its value, which is left out of the letter when it is too
/// large to be kept.
public record DeadLetter(
    String topic, int partition, long offset, String reason, String detail, int bytes) {
  /// Where a refused record stands.
  public static final int NOWHERE = -1;
}
