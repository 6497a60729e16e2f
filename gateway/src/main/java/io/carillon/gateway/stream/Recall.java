package io.carillon.gateway.stream;

import io.carillon.gateway.replay.Passed;
import io.carillon.gateway.replay.PositionTokens;
import io.carillon.gateway.replay.ReplayBuffer;

/// What the log's reader leaves behind for clients that come back.
///
/// @param buffer the last events
/// @param passed which records were second copies
/// @param tokens by which clients say how far they had come
public record Recall(ReplayBuffer buffer, Passed passed, PositionTokens tokens) {}
