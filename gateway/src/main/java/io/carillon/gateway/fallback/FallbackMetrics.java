package io.carillon.gateway.fallback;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/// What the sessions count, read when metrics are asked for.
@Singleton
@Startup
final class FallbackMetrics {
  FallbackMetrics(MeterRegistry registry, Sessions sessions, FallbackConfig config) {
    Gauge.builder("carillon.fallback.sessions", sessions, Sessions::count)
        .description("Open HTTP fallback sessions")
        .register(registry);
    Gauge.builder("carillon.fallback.sessions.max", config, FallbackConfig::sessionsMax)
        .register(registry);
    Gauge.builder("carillon.fallback.queued", sessions, Sessions::waitingBytes)
        .description("Bytes that wait for the receivers of fallback sessions")
        .baseUnit("bytes")
        .register(registry);
    FunctionCounter.builder("carillon.fallback.dropped", sessions, Sessions::dropped)
        .description("Fallback sessions whose client stayed away")
        .register(registry);
    FunctionCounter.builder("carillon.fallback.refused", sessions, Sessions::refused)
        .description("Fallback sessions that found no room")
        .register(registry);
  }
}
