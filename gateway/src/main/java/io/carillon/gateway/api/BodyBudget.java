package io.carillon.gateway.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes that all bodies under way may have together. Thread-safe.
@Singleton
final class BodyBudget {
  private static final int PART_OF_HEAP = 8;

  private final long bytesMax;
  private final AtomicLong reserved = new AtomicLong();
  private final Counter refused;

  @Inject
  BodyBudget(BodyConfig config, MeterRegistry meters) {
    this.bytesMax =
        config
            .bytesMax()
            .map(MemorySize::asLongValue)
            .orElse(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    Gauge.builder("carillon.bodies.bytes", reserved, AtomicLong::get)
        .description("Bytes reserved for larger bodies that are being read")
        .register(meters);
    this.refused =
        Counter.builder("carillon.bodies.refused")
            .description("Bodies that found no room")
            .register(meters);
  }

  /// Takes so many bytes of the budget; false when there is no room, and then nothing is taken.
  boolean reserve(long bytes) {
    if (reserved.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    release(bytes);
    refused.increment();
    return false;
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }
}
