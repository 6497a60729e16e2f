package io.carillon.entrance.identity;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The time, so that nothing reads a clock of its own.
@Singleton
class Clock {

  @Produces
  @Singleton
  InstantSource system() {
    return InstantSource.system();
  }
}
