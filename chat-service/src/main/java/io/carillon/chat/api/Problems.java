package io.carillon.chat.api;

import io.carillon.entrance.problem.Problem;

/// The ways to say no that only this service has; those of every service stand in [Problem].
final class Problems {

  static final Problem UNKNOWN_REPLY =
      new Problem(400, "unknown-reply", "The message that is answered is not in this conversation");
  static final Problem UNKNOWN_MESSAGE =
      new Problem(404, "unknown-message", "There is no such message");
  static final Problem NOT_A_MEMBER =
      new Problem(403, "not-a-member", "No access to this conversation");
  static final Problem CONFLICTING_MESSAGE =
      new Problem(409, "conflicting-message", "This client message id has other content");
  static final Problem BUSY = new Problem(503, "busy", "The service is at its limit");
  static final Problem DATABASE_AWAY =
      new Problem(503, "database-away", "The database cannot be reached");
  static final Problem BROKER_AWAY =
      new Problem(503, "broker-away", "The broker cannot be reached");

  private Problems() {}
}
