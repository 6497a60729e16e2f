package io.carillon.gateway.replay;

import java.util.List;

/// A channel's events from a place on.
///
/// @param next the place from which to go on
/// @param whole whether this is all there is up to the place that was asked for
public record Replayed(List<PlacedEvent> events, long next, boolean whole) {}
