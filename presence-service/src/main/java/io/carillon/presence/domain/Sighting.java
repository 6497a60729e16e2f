package io.carillon.presence.domain;

import java.time.Instant;

/// A user came online somewhere, or went, at that time.
public record Sighting(String app, String user, Instant at) {}
