package io.carillon.bench;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.channel.Hub;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Once for each record of the log on every gateway: whether anybody here listens to its channel,
/// and what the record says when somebody does.
@State(Scope.Thread)
public class Route {
  private final ConsumerRecord<byte[], byte[]> record = Sample.record();
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final Hub hub = new Hub(new Unread());

  /// A channel that nobody here listens to: most records, where many gateways share the clients.
  @Benchmark
  public boolean unwanted() throws BrokenRecord {
    ChannelKey key = ChannelEventCodec.key(record.key());
    return hub.listensTo(key);
  }

  @Benchmark
  public ChannelEvent decode() throws BrokenRecord {
    return codec.decode(record);
  }
}
