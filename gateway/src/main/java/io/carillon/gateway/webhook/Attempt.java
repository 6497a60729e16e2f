package io.carillon.gateway.webhook;

/// What came of one request to an endpoint.
sealed interface Attempt {
  /// Answered with 2xx.
  record Delivered() implements Attempt {}

  /// Anything else, in words for an operator.
  ///
  /// @param why one word
  record Failed(String why, String detail) implements Attempt {}
}
