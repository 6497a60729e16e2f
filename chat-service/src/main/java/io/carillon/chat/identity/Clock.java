package io.carillon.chat.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/// The time, so that nothing reads a clock of its own.
class Clock {

  @Produces
  @ApplicationScoped
  InstantSource system() {
    return InstantSource.system();
  }
}
