package io.carillon.presence.stream;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.events.ChannelKey;
import io.carillon.events.Partitions;
import io.carillon.events.TopicMismatch;
import io.carillon.presence.PresenceConfig;
import io.carillon.presence.domain.ItemKind;
import io.carillon.presence.domain.ViewerRules;
import io.carillon.presence.domain.ViewerShard;
import io.carillon.presence.publish.ActionWriter;
import io.carillon.presence.store.LastSeenStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs Kafka Streams with the service, and knows which instance counts an item.
///
/// It starts on a thread of its own, so that the service answers (not ready, then ready) while the
/// broker is awaited and the viewers are restored.
@ApplicationScoped
public class Engine {
  private static final Logger LOG = Logger.getLogger(Engine.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(8);

  private final Map<String, Object> kafka;
  private final PlatformConfig platform;
  private final PresenceConfig config;
  private final ActionWriter actions;
  private final LastSeenStore lastSeen;
  private final MeterRegistry meters;
  private final String listening;
  private final OwnedShards shards = new OwnedShards();
  private volatile @Nullable KafkaStreams streams;
  private volatile boolean stopped;

  @Inject
  Engine(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      PlatformConfig platform,
      PresenceConfig config,
      ActionWriter actions,
      LastSeenStore lastSeen,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.kafka = kafka;
    this.platform = platform;
    this.config = config;
    this.actions = actions;
    this.lastSeen = lastSeen;
    this.meters = meters;
    this.listening = host + ":" + port;
  }

  void start(@Observes StartupEvent started) {
    gauge("carillon.presence.viewers", ViewerShard::viewers);
    gauge("carillon.presence.items", ViewerShard::items);
    gauge("carillon.presence.partitions", _ -> 1);
    Thread.ofPlatform().daemon().name("presence-start").start(this::begin);
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
    var running = streams;
    if (running != null && !running.close(CLOSE_WAIT_MAX)) {
      LOG.warn("The engine did not stop in time; what it had not committed is read again");
    }
  }

  /// The item's shard, when this instance counts it.
  Optional<OwnedShard> owned(ChannelKey item) {
    return shards.of(Partitions.of(item.bytes(), platform.topics().partitions()));
  }

  /// The other instance that counts the item, as far as this one knows.
  Optional<HostInfo> peer(ChannelKey item) {
    var running = streams;
    if (running == null || !running.state().isRunningOrRebalancing()) {
      return Optional.empty();
    }
    var owner =
        running.queryMetadataForKey(ViewerStore.NAME, item.bytes(), new ByteArraySerializer());
    return Optional.ofNullable(owner)
        .filter(known -> !known.equals(KeyQueryMetadata.NOT_AVAILABLE))
        .map(KeyQueryMetadata::activeHost)
        .filter(host -> !host.equals(self()));
  }

  /// Whether items are counted here, or would be if this instance had any.
  boolean running() {
    var running = streams;
    return running != null && running.state() == KafkaStreams.State.RUNNING;
  }

  /// Whether the engine has ended for good and only a restart helps.
  boolean broken() {
    var running = streams;
    return !stopped && running != null && running.state().hasCompletedShutdown();
  }

  String state() {
    var running = streams;
    return running == null ? "WAITING_FOR_BROKER" : running.state().name();
  }

  private HostInfo self() {
    return HostInfo.buildFromEndpoint(config.streams().advertised().orElse(listening));
  }

  private void begin() {
    try {
      while (!stopped && !topicsAreThere()) {
        Thread.sleep(BETWEEN_TRIES);
      }
      actions.prepare();
      if (!stopped) {
        run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unusable) {
      LOG.error("The service cannot start", unusable);
      Quarkus.asyncExit(1);
    }
  }

  private boolean topicsAreThere() {
    try {
      PresenceTopics.ensure(kafka, platform.topics());
      return true;
    } catch (TopicMismatch mismatch) {
      throw mismatch;
    } catch (RuntimeException away) {
      LOG.warnf("Waiting for the broker: cause=%s", away.getMessage());
      return false;
    }
  }

  private void run() {
    var settings = StreamsSettings.of(kafka, platform, config.streams(), listening);
    var parts =
        new TaskParts(
            platform.topics().names(),
            kind(),
            rules(),
            shards,
            new StreamMetrics(meters),
            lastSeen::note);
    var running =
        new KafkaStreams(
            ViewerTopology.of(parts, StreamsSettings.changelog()), settings.properties());
    running.setUncaughtExceptionHandler(failure -> {
      LOG.error("A thread of the engine failed and is replaced", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    });
    running.setStateListener(
        (now, before) -> LOG.infof("The engine's state: now=%s before=%s", now, before));
    streams = running;
    running.start();
  }

  private ItemKind kind() {
    var names = config.profile();
    return new ItemKind(
        names.viewerChannels(), names.countChannels(), names.event(), names.idField());
  }

  private ViewerRules rules() {
    var times = config.viewers();
    return new ViewerRules(times.expireAfter(), times.gatewayGrace(), times.tellEvery());
  }

  private void gauge(String name, ToLongFunction<ViewerShard> number) {
    Gauge.builder(name, () -> shards.sum(number)).register(meters);
  }
}
