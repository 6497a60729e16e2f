package io.carillon.presence.stream;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/// The whole of the processing: two topics that are spread alike, one processor with its store, two
/// sinks. Nothing is repartitioned.
final class ViewerTopology {
  static final String TO_CHANNELS = "channel-events";
  static final String TO_SERVICES = "presence-events";

  private static final String ACTIONS = "actions";
  private static final String MEMBERSHIPS = "memberships";
  private static final String VIEWERS = "viewers";

  private ViewerTopology() {}

  /// @param changelog settings of the changelog's topic
  static Topology of(TaskParts parts, Map<String, String> changelog) {
    var bytes = new ByteArrayDeserializer();
    var written = new ByteArraySerializer();
    return new Topology()
        .addSource(ACTIONS, bytes, bytes, parts.topics().presenceActions())
        .addSource(MEMBERSHIPS, bytes, bytes, parts.topics().memberships())
        .addProcessor(VIEWERS, new Viewing(parts, changelog), ACTIONS, MEMBERSHIPS)
        .addSink(TO_CHANNELS, parts.topics().channelEvents(), written, written, VIEWERS)
        .addSink(TO_SERVICES, parts.topics().presenceEvents(), written, written, VIEWERS);
  }

  private record Viewing(TaskParts parts, Map<String, String> changelog)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new ViewerProcessor(parts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(ViewerStore.builder(parts.rules(), changelog));
    }
  }
}
