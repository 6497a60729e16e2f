package io.carillon.outbox;

import java.time.Duration;

/// The bounds of a relay.
///
/// @param batchRows rows that are read at once
/// @param batchBytes bytes of values that are read at once; one row always fits
/// @param inFlight rows that are with Kafka, not yet acknowledged: nothing is read above it
/// @param safetyNet how long a row waits at most when nobody nudges
/// @param look how often a relay looks for splits that are free or owed to others
/// @param settle how long a taken split rests when rows stand in it, so that what the owner before
///   had on the wire lands first
/// @param stall how long Kafka may say nothing of a row before the relay starts anew, with another
///   producer, and sends it again
/// @param remembered for how long readers know what they have seen: older rows are looked for in
///   the log before they are sent again
public record RelayLimits(
    int batchRows,
    int batchBytes,
    int inFlight,
    Duration safetyNet,
    Duration look,
    Duration settle,
    Duration stall,
    Duration remembered) {
  /// What a relay has unless it is told otherwise.
  public static final RelayLimits DEFAULT =
      new RelayLimits(
          200,
          8 * 1024 * 1024,
          1000,
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          Duration.ofMinutes(5));

  /// The same with another wait for rows that nobody nudged about.
  public RelayLimits withSafetyNet(Duration wait) {
    return new RelayLimits(batchRows, batchBytes, inFlight, wait, look, settle, stall, remembered);
  }

  /// The same with another age from which rows are looked for in the log.
  public RelayLimits withRemembered(Duration age) {
    return new RelayLimits(batchRows, batchBytes, inFlight, safetyNet, look, settle, stall, age);
  }
}
