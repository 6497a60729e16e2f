package io.carillon.entrance.platform;

/// Where the service runs. Production refuses the development secret and pages of unknown origin.
public enum Environment {
  DEVELOPMENT,
  PRODUCTION
}
