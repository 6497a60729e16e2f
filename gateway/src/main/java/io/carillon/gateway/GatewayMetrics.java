package io.carillon.gateway;

import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.membership.MembershipReader;
import io.carillon.gateway.replay.LogReplay;
import io.carillon.gateway.replay.ReplayBuffer;
import io.carillon.gateway.replay.Replays;
import io.carillon.gateway.socket.Sockets;
import io.carillon.gateway.stream.BatchDecoder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/// What the gateway's parts count, read when metrics are asked for.
@Singleton
@Startup
class GatewayMetrics {
  GatewayMetrics(
      MeterRegistry registry,
      Sockets sockets,
      Hub hub,
      BatchDecoder decoder,
      MembershipReader membership,
      ChannelCache cache,
      Replays replays) {
    Gauge.builder("carillon.sockets", sockets, Sockets::count)
        .description("Open sockets")
        .register(registry);
    Gauge.builder("carillon.channels", hub, Hub::channels)
        .description("Channels with a subscriber on this gateway")
        .register(registry);
    Gauge.builder("carillon.membership.requests", membership, MembershipReader::requests)
        .description("Presence joins and leaves that wait for the membership thread")
        .register(registry);
    Gauge.builder("carillon.membership.waiting", membership, MembershipReader::waiting)
        .description("Membership records that wait for Kafka to take them")
        .register(registry);
    count(
        registry,
        "carillon.membership.dropped",
        membership,
        MembershipReader::dropped,
        "Membership records that found no room while Kafka was away");
    Gauge.builder("carillon.membership.members", membership, MembershipReader::localMembers)
        .description("Presence members and signed-in users with a connection on this gateway")
        .register(registry);
    Gauge.builder("carillon.membership.signed-in", membership, MembershipReader::signedIn)
        .description("Sockets on which a user is signed in")
        .register(registry);
    Gauge.builder("carillon.membership.watched", membership, MembershipReader::watched)
        .description("Users whom a socket of this gateway watches")
        .register(registry);
    Gauge.builder("carillon.membership.counts.paced", membership, MembershipReader::pacedCounts)
        .description("Channels whose large subscription count was told within its interval")
        .register(registry);
    Gauge.builder("carillon.membership.at-the-door", membership, MembershipReader::atTheDoor)
        .description("Connections of limited apps that wait to hear whether there is room")
        .register(registry);
    cache(registry, cache);
    replays(registry, replays);
    count(
        registry,
        "carillon.sockets.without-channel",
        sockets,
        Sockets::withoutChannel,
        "Sockets that send through the WebSocket extension");
    Gauge.builder("carillon.sockets.waiting", sockets, Sockets::waitingBytes)
        .description("Bytes that wait for sockets that read slower than they are sent to")
        .baseUnit("bytes")
        .register(registry);
    count(
        registry,
        "carillon.sockets.slow",
        sockets,
        Sockets::slow,
        "Sockets closed because they did not read (4210, again within a minute 4100)");
    count(
        registry,
        "carillon.sockets.ended-by-app",
        sockets,
        Sockets::endedByApps,
        "Sockets that ended because their app was paused or removed, or their key withdrawn");
    count(registry, "carillon.deliveries", hub, Hub::delivered, "Frames handed to subscribers");
    count(registry, "carillon.log.broken", decoder, BatchDecoder::broken, "Broken log records");
    count(
        registry,
        "carillon.log.strays",
        decoder,
        BatchDecoder::strays,
        "Records in a foreign partition");
    count(
        registry, "carillon.log.repeats", decoder, BatchDecoder::repeats, "Second copies dropped");
    count(
        registry,
        "carillon.log.ids.forgotten",
        decoder,
        BatchDecoder::idsForgottenEarly,
        "Idempotency keys forgotten within their window for want of room");
  }

  private static void cache(MeterRegistry registry, ChannelCache cache) {
    Gauge.builder("carillon.cache.bytes", cache, ChannelCache::bytes)
        .description("Memory that the last events of cached channels take")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("carillon.cache.channels", cache, ChannelCache::size)
        .description("Cached channels whose last event is known")
        .register(registry);
    Gauge.builder("carillon.cache.waiting", cache, ChannelCache::waiting)
        .description("Subscribers that wait for a last event from the log")
        .register(registry);
    Gauge.builder("carillon.cache.copied.partitions", cache, ChannelCache::copied)
        .description("Partitions whose last events this gateway copies")
        .register(registry);
    count(
        registry,
        "carillon.cache.forgotten",
        cache,
        ChannelCache::forgotten,
        "Last events that were forgotten before their time for want of memory");
  }

  private static void replays(MeterRegistry registry, Replays replays) {
    Gauge.builder("carillon.replay.buffer.bytes", replays.buffer(), ReplayBuffer::bytes)
        .description("Memory that the last events of all partitions take")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("carillon.replay.log.waiting", replays.log(), LogReplay::waiting)
        .description("Subscriptions that wait for the log to be read again")
        .register(registry);
    Gauge.builder("carillon.replay.log.bytes", replays.log(), LogReplay::bytes)
        .description("Memory of events that were read again and are not sent yet")
        .baseUnit("bytes")
        .register(registry);
    count(
        registry,
        "carillon.replay.log.reads",
        replays.log(),
        LogReplay::reads,
        "How often a partition was read again");
    count(
        registry,
        "carillon.replay.log.lost",
        replays.log(),
        LogReplay::lost,
        "Subscriptions that asked for more of the log than could be given");
  }

  private static <T> void count(
      MeterRegistry registry,
      String name,
      T part,
      java.util.function.ToDoubleFunction<T> value,
      String description) {
    FunctionCounter.builder(name, part, value).description(description).register(registry);
  }
}
