package io.carillon.gateway.publish;

/// What became of a call to {@link Publisher#publish}.
public sealed interface PublishOutcome {

  /// Every record is on the log, acknowledged by all in-sync replicas.
  record Accepted() implements PublishOutcome {
    static final Accepted ALL = new Accepted();
  }

  /// The log did not take all records in time. Some may still be on it: the outcome is unknown, and
  /// the caller may try again.
  record Unavailable(String why) implements PublishOutcome {}

  /// The log will never take one of the records; trying again does not help.
  record Refused(String why) implements PublishOutcome {}
}
