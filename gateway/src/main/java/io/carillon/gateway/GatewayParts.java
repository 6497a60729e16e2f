package io.carillon.gateway;

import io.carillon.apps.AppRegistry;
import io.carillon.events.ChannelKey;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicMismatch;
import io.carillon.events.TopicSetup;
import io.carillon.gateway.cache.CacheClients;
import io.carillon.gateway.cache.CacheConfig;
import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.limit.LimitConfig;
import io.carillon.gateway.limit.Limits;
import io.carillon.gateway.limit.UsageClients;
import io.carillon.gateway.membership.MembershipConfig;
import io.carillon.gateway.membership.MembershipReader;
import io.carillon.gateway.membership.MembershipView;
import io.carillon.gateway.publish.Publisher;
import io.carillon.gateway.replay.LogReplay;
import io.carillon.gateway.replay.Passed;
import io.carillon.gateway.replay.PositionTokens;
import io.carillon.gateway.replay.ReplayBuffer;
import io.carillon.gateway.replay.ReplayConfig;
import io.carillon.gateway.replay.Replays;
import io.carillon.gateway.socket.OriginRule;
import io.carillon.gateway.socket.SlowConsumers;
import io.carillon.gateway.socket.SocketConfig;
import io.carillon.gateway.socket.SocketParts;
import io.carillon.gateway.socket.Sockets;
import io.carillon.gateway.stream.BatchDecoder;
import io.carillon.gateway.stream.Commands;
import io.carillon.gateway.stream.LogStart;
import io.carillon.gateway.stream.PartitionReader;
import io.carillon.gateway.stream.ReadPositions;
import io.carillon.gateway.stream.Recall;
import io.carillon.gateway.stream.StreamConfig;
import io.carillon.gateway.stream.TopicsConfig;
import io.carillon.gateway.webhook.WebhookClients;
import io.carillon.gateway.webhook.WebhookConfig;
import io.carillon.gateway.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Makes the gateway's parts, starts them in order and stops them in the other.
///
/// Starting does not wait for Kafka: sockets are refused (4100) and the gateway is not ready until
/// everything was read that stood in its topics.
@Singleton
class GatewayParts {
  private static final Logger LOG = Logger.getLogger(GatewayParts.class);
  private static final Set<TopicKind> TOPICS =
      Set.of(
          TopicKind.CHANNEL_EVENTS,
          TopicKind.CHANNEL_EVENTS_DEAD_LETTERS,
          TopicKind.CHANNEL_CACHE,
          TopicKind.MEMBERSHIPS,
          TopicKind.BEATS,
          TopicKind.WEBHOOKS,
          TopicKind.WEBHOOKS_DEAD_LETTERS,
          TopicKind.USAGE,
          TopicKind.APPS,
          TopicKind.AUDIT);

  private final KafkaClients kafka;
  private final TopicsConfig topics;
  private final AppRegistry apps;
  private final Limits limits;
  private final Hub hub;
  private final ChannelCache cache;
  private final BatchDecoder decoder;
  private final Replays replays;
  private final PartitionReader reader;
  private final MembershipReader membership;
  private final Sockets sockets;
  private final Webhooks webhooks;
  private final Thread starting = Thread.ofPlatform().name("start").unstarted(this::start);

  GatewayParts(
      @Identifier("default-kafka-broker") Map<String, Object> kafkaSettings,
      TopicsConfig topics,
      AppsConfig appsConfig,
      EnvironmentConfig environment,
      StreamConfig streamConfig,
      CacheConfig cacheConfig,
      MembershipConfig membershipConfig,
      SocketConfig socketConfig,
      LimitConfig limitConfig,
      WebhookConfig webhookConfig,
      ReplayConfig replayConfig,
      MeterRegistry meters,
      Publisher publisher,
      Vertx vertx) {
    requireDrainWithinGrace(socketConfig, membershipConfig);
    InstantSource clock = new SteadyTime();
    this.kafka = new KafkaClients(kafkaSettings);
    this.topics = topics;
    this.apps =
        AppRegistry.start(
            new AppRegistry.Settings(
                kafka.common(),
                topics.names().apps(),
                appsConfig.file().orElse(null),
                appsConfig.platformKey().orElse(null),
                environment.development()));
    this.limits =
        Limits.of(apps, limitConfig, clock, usageClients(), topics.names().usage(), meters);
    var positions = new ReadPositions(topics.partitions());
    this.hub = new Hub(positions);
    this.cache = cache(cacheConfig, clock, positions);
    this.membership =
        MembershipReader.of(
            kafka.reader("carillon-gateway-memberships", 2_000, "earliest"),
            kafka.patientWriter("carillon-gateway-memberships"),
            membershipConfig,
            hub,
            clock,
            topics.names(),
            topics.partitions(),
            new RegistryRules(apps));
    var tokens = new PositionTokens(apps::byId);
    var passed = new Passed(topics.partitions(), streamConfig.passedMax());
    this.replays =
        new Replays(
            tokens,
            new ReplayBuffer(topics.partitions(), replayConfig.bufferBytesMax()),
            new LogReplay(
                kafka.reader("carillon-gateway-replay", 2_000, "none"),
                topics.names().channelEvents(),
                topics.partitions(),
                positions::endOf,
                passed,
                replayConfig),
            replayConfig);
    this.decoder =
        BatchDecoder.of(
            positions,
            hub,
            commands(),
            cache::put,
            limits.traffic(),
            new Recall(replays.buffer(), passed, tokens),
            streamConfig);
    this.reader =
        new PartitionReader(
            kafka.reader(
                "carillon-gateway-log", streamConfig.batchRecordsMax(), "none", cacheGroup()),
            topics.names().channelEvents(),
            decoder,
            hub,
            new LogStart(clock, streamConfig.lookBack(), cacheConfig.ttl()),
            cache,
            () -> tokens.of(kafka.topicId(topics.names().channelEvents())),
            streamConfig.batchInterval());
    this.sockets =
        Sockets.of(
            new SocketParts(
                socketConfig,
                apps,
                new OriginRule(environment.development()),
                membership,
                publisher,
                cache,
                replays,
                limits,
                new SlowConsumers(),
                clock),
            hub);
    apps.whenChanged(sockets::obey);
    this.webhooks =
        Webhooks.of(
            webhookConfig,
            webhookClients(),
            topics.names(),
            topics.partitions(),
            new Webhooks.Sources(
                apps,
                new RegistryRules(apps),
                membershipConfig,
                cacheConfig.ttl(),
                environment.development()),
            clock,
            vertx);
  }

  private static void requireDrainWithinGrace(SocketConfig sockets, MembershipConfig members) {
    if (sockets.drainWindow().compareTo(members.grace()) >= 0) {
      throw new IllegalArgumentException(
          "carillon.socket.drain-window (%s) must be below carillon.membership.grace (%s)"
              .formatted(sockets.drainWindow(), members.grace()));
    }
  }

  private UsageClients usageClients() {
    return new UsageClients(
        () -> kafka.reader("carillon-gateway-usage-restore", 2_000, "earliest"),
        kafka.reader("carillon-gateway-usage", 2_000, "latest"),
        kafka.patientWriter("carillon-gateway-usage"));
  }

  private Commands commands() {
    return new Commands() {
      @Override
      public void terminate(String app, String user, long time) {
        membership.terminate(app, user, time);
      }

      @Override
      public void cacheMissed(ChannelKey channel, long time) {
        cache.missed(channel, time);
      }
    };
  }

  private WebhookClients webhookClients() {
    var names = topics.names();
    return new WebhookClients(
        () ->
            kafka.reader(
                "carillon-gateway-webhooks", 2_000, "earliest", WebhookClients.deriving(names)),
        () -> kafka.writer("carillon-gateway-webhooks", WebhookClients.transactions(names)),
        () ->
            kafka.reader(
                "carillon-gateway-webhooks-delivery",
                500,
                "earliest",
                WebhookClients.delivering(names)),
        () -> kafka.reader("carillon-gateway-webhooks-letters", 500, "earliest"),
        kafka.patientWriter("carillon-gateway-webhooks-letters"));
  }

  private ChannelCache cache(CacheConfig config, InstantSource clock, ReadPositions positions) {
    var clients =
        new CacheClients(
            () -> kafka.reader("carillon-gateway-cache-restore", 2_000, "earliest"),
            kafka.reader("carillon-gateway-cache-load", 1, "none"),
            kafka.reader("carillon-gateway-cache", 1, "latest", cacheGroup()),
            kafka.writer("carillon-gateway-cache"));
    return ChannelCache.of(
        config, clients, topics.names(), topics.partitions(), clock, positions::endOf);
  }

  /// The group whose commits say how far last events are copied.
  private String cacheGroup() {
    return topics.names().channelCache();
  }

  void onStart(@Observes StartupEvent event) {
    starting.start();
  }

  private void start() {
    try {
      ensureTopics();
      webhooks.start();
      reader.start();
      cache.start();
      limits.usage().start();
      membership.start();
    } catch (TopicMismatch e) {
      LOG.fatal(e.getMessage());
      Quarkus.asyncExit(1);
    } catch (InterruptedException e) {
      LOG.debug("Stopped before it was started");
    }
  }

  private void ensureTopics() throws InterruptedException {
    while (true) {
      try {
        TopicSetup.ensure(
            kafka.common(), topics.names(), topics.partitions(), topics.replication(), TOPICS);
        return;
      } catch (KafkaException | IllegalStateException e) {
        LOG.warnf("Waiting for Kafka: %s", e.getMessage());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  /// While the server still listens: the other gateways are told first, so that members who come
  /// back elsewhere never leave, then the sockets are asked to go.
  void onStopping(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    starting.interrupt();
    starting.join();
    membership.stop();
    sockets.drain();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    webhooks.stop();
    reader.stop();
    replays.log().stop();
    cache.stop();
    limits.usage().stop();
    apps.close();
  }

  @Produces
  @Singleton
  AppRegistry apps() {
    return apps;
  }

  @Produces
  @Singleton
  ChannelCache cache() {
    return cache;
  }

  @Produces
  @Singleton
  Replays replays() {
    return replays;
  }

  @Produces
  @Singleton
  Limits limits() {
    return limits;
  }

  @Produces
  @Singleton
  Webhooks webhooks() {
    return webhooks;
  }

  @Produces
  @Singleton
  Hub hub() {
    return hub;
  }

  @Produces
  @Singleton
  BatchDecoder decoder() {
    return decoder;
  }

  @Produces
  @Singleton
  PartitionReader reader() {
    return reader;
  }

  @Produces
  @Singleton
  MembershipReader membership() {
    return membership;
  }

  @Produces
  @Singleton
  MembershipView membershipView() {
    return membership.view();
  }

  @Produces
  @Singleton
  Sockets sockets() {
    return sockets;
  }
}
