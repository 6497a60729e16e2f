package io.carillon.gateway.replay;

/// What connections need to let clients go on where they were.
///
/// @param buffer the last events
/// @param log what is older
public record Replays(
    PositionTokens tokens, ReplayBuffer buffer, LogReplay log, ReplayConfig config) {}
