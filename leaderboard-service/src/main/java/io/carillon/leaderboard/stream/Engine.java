package io.carillon.leaderboard.stream;

import io.carillon.leaderboard.domain.BoardId;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs Kafka Streams with the service and knows which instance owns a board.
///
/// It starts on a thread of its own, so that the service answers (not ready, then ready) while the
/// broker is awaited and the boards are restored.
@ApplicationScoped
public class Engine {

  private static final Logger LOG = Logger.getLogger(Engine.class);
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(8);

  private final StreamsFactory factory;
  private final TopicsAtStart topics;
  private final BoardStores stores;
  private final OwnAddress address;
  private volatile @Nullable KafkaStreams streams;
  private @Nullable Thread starting;

  @Inject
  Engine(StreamsFactory factory, TopicsAtStart topics, BoardStores stores, OwnAddress address) {
    this.factory = factory;
    this.topics = topics;
    this.stores = stores;
    this.address = address;
  }

  void start(@Observes StartupEvent started) {
    starting = Thread.ofPlatform().daemon().name("leaderboard-start").start(this::begin);
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (starting != null) {
      starting.interrupt();
    }
    var running = streams;
    if (running != null && !running.close(CLOSE_WAIT_MAX)) {
      LOG.warn("The engine did not stop in time; what it had not committed is read again");
    }
  }

  /// Which instance owns the board, as far as this one knows.
  public Location locate(BoardId board) {
    var owner = owner(board);
    if (owner.isEmpty()) {
      return new Location.Moving();
    }
    var host = owner.get().activeHost();
    return address.is(host) ? new Location.Here() : new Location.At(host.host(), host.port());
  }

  /// The board's store when this instance owns it and has restored it.
  Optional<BoardStore> serving(BoardId board) {
    return owner(board).flatMap(owner -> stores.serving(owner.partition()));
  }

  boolean running() {
    var running = streams;
    return running != null && running.state() == KafkaStreams.State.RUNNING;
  }

  /// Whether the engine has ended, so that only a restart helps.
  boolean ended() {
    var running = streams;
    return running != null && running.state().hasCompletedShutdown();
  }

  String state() {
    var running = streams;
    return running == null ? "WAITING_FOR_BROKER" : running.state().name();
  }

  private Optional<KeyQueryMetadata> owner(BoardId board) {
    var running = streams;
    if (running == null || !running.state().isRunningOrRebalancing()) {
      return Optional.empty();
    }
    try {
      var store = LeaderboardTopology.STORE;
      var owner = running.queryMetadataForKey(store, board.value(), new StringSerializer());
      return Optional.ofNullable(owner).filter(o -> !o.equals(KeyQueryMetadata.NOT_AVAILABLE));
    } catch (InvalidStateStoreException | IllegalStateException moving) {
      return Optional.empty();
    }
  }

  private void begin() {
    try {
      topics.await();
      var created = factory.create();
      created.setUncaughtExceptionHandler(failure -> {
        LOG.error("A thread of the engine failed and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      });
      created.setStateListener((now, before) ->
          LOG.infof("The engine changed its state: now=%s before=%s", now, before));
      streams = created;
      created.start();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unusable) {
      LOG.error("The service cannot start", unusable);
      Quarkus.asyncExit(1);
    }
  }
}
