package io.carillon.leaderboard.api;

import io.carillon.entrance.json.Fields;
import io.carillon.entrance.json.JsonBodies;

/// How this service reads bodies.
final class Bodies {

  /// Longer than any score; what is longer still makes the body no JSON.
  private static final int NUMBER_LENGTH_MAX = 64;

  private static final JsonBodies JSON = new JsonBodies(NUMBER_LENGTH_MAX);

  private Bodies() {}

  static Fields fields(byte[] body) {
    return JSON.read(body);
  }
}
