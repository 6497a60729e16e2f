package io.carillon.gateway.api;

/// What came of reading a body.
public sealed interface Reading<T> {
  record Read<T>(T value) implements Reading<T> {}

  record Broken<T>(Problem problem) implements Reading<T> {}
}
