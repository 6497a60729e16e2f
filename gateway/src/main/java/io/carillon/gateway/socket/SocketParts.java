package io.carillon.gateway.socket;

import io.carillon.apps.AppRegistry;
import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.limit.Limits;
import io.carillon.gateway.membership.MembershipReader;
import io.carillon.gateway.publish.Publisher;
import io.carillon.gateway.replay.Replays;
import java.time.InstantSource;

/// What every connection of this gateway works with. One for all.
public record SocketParts(
    SocketConfig config,
    AppRegistry apps,
    OriginRule origins,
    MembershipReader membership,
    Publisher publisher,
    ChannelCache cache,
    Replays replays,
    Limits limits,
    SlowConsumers slow,
    InstantSource clock) {}
