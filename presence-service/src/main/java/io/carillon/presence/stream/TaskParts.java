package io.carillon.presence.stream;

import io.carillon.events.Topics;
import io.carillon.presence.domain.ItemKind;
import io.carillon.presence.domain.ViewerRules;

/// What all tasks of an instance have in common.
record TaskParts(
    Topics topics, ItemKind kind, ViewerRules rules, OwnedShards shards, StreamMetrics metrics) {}
