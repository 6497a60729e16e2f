package io.carillon.presence.stream;

import io.carillon.events.Topics;
import io.carillon.presence.domain.ItemKind;
import io.carillon.presence.domain.Sighting;
import io.carillon.presence.domain.ViewerRules;
import java.util.function.Consumer;

/// What all tasks of an instance have in common.
///
/// @param sightings takes who came and went, without blocking
record TaskParts(
    Topics topics,
    ItemKind kind,
    ViewerRules rules,
    OwnedShards shards,
    StreamMetrics metrics,
    Consumer<Sighting> sightings) {}
