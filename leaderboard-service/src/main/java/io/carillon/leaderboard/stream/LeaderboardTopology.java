package io.carillon.leaderboard.stream;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// The whole topology: commands → boards → domain events and dead letters, with the boards'
/// changelog beside it.
final class LeaderboardTopology {

  static final String STORE = "boards";

  private static final String COMMANDS = "commands";
  private static final String DECIDE = "decide";

  // A record of a former owner that was paused may come after one of the present owner. Both stay
  // until every restore
  // has seen them in order and ignored the late one.
  private static final String COMPACTION_LAG_MILLIS = "600000";
  private static final String SEGMENT_BYTES = Integer.toString(16 << 20);

  private LeaderboardTopology() {}

  static String changelog(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  static Topology of(BoardTask.Wiring wiring) {
    var topics = wiring.outlets().topics();
    var bytes = new ByteArraySerializer();
    var topology = new Topology();
    topology.addSource(
        COMMANDS,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.leaderboardCommands());
    topology.addProcessor(DECIDE, () -> new BoardProcessor(wiring), COMMANDS);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(supplier(wiring.stores()), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, COMPACTION_LAG_MILLIS,
                    TopicConfig.SEGMENT_BYTES_CONFIG, SEGMENT_BYTES)),
        DECIDE);
    topology.addSink(Outlets.EVENTS, topics.leaderboardEvents(), bytes, bytes, DECIDE);
    topology.addSink(Outlets.LETTERS, topics.channelEventsDeadLetters(), bytes, bytes, DECIDE);
    return topology;
  }

  private static KeyValueBytesStoreSupplier supplier(BoardStores stores) {
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return STORE;
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        return new BoardStore(STORE, stores);
      }

      @Override
      public String metricsScope() {
        return STORE;
      }
    };
  }
}
