package io.carillon.gateway.forward;

/// Where a group begins with a topic that it has not read before.
public enum FirstStart {
  /// With what is written from then on.
  LATEST,
  /// With the eldest record that is there.
  EARLIEST
}
