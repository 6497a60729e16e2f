package io.carillon.gateway.stream;

import io.carillon.events.BrokenRecord;
import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.Origin;
import io.carillon.gateway.channel.ChannelBatch;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.limit.Traffic;
import io.carillon.gateway.replay.PlacedEvent;
import io.carillon.protocol.ChannelKind;
import io.carillon.protocol.EventFrame;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Turns the records of one poll into one [ChannelBatch] for each channel that somebody here
/// listens to; each event is encoded once. Used by the reader's thread alone; the counters may be
/// read by others.
public final class BatchDecoder {
  private static final Logger LOG = Logger.getLogger(BatchDecoder.class);
  private static final int FIRST_FRAME_BYTES = 4096;

  private final ReadPositions positions;
  private final Repeats repeats;
  private final Hub hub;
  private final Controls controls;
  private final Consumer<CachedEvent> cache;
  private final Traffic traffic;
  private final Recall recall;
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final LongAdder broken = new LongAdder();
  private final LongAdder strays = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private byte[] frame = new byte[FIRST_FRAME_BYTES];

  BatchDecoder(
      ReadPositions positions,
      Repeats repeats,
      Hub hub,
      Controls controls,
      Consumer<CachedEvent> cache,
      Traffic traffic,
      Recall recall) {
    this.positions = positions;
    this.repeats = repeats;
    this.hub = hub;
    this.controls = controls;
    this.cache = cache;
    this.traffic = traffic;
    this.recall = recall;
  }

  /// A decoder that remembers what may come again as `config` says.
  ///
  /// @param cache takes the servers' events of cached channels, in the order of the log
  /// @param traffic counts what each app published
  /// @param recall keeps what clients may ask for again
  public static BatchDecoder of(
      ReadPositions positions,
      Hub hub,
      Commands commands,
      Consumer<CachedEvent> cache,
      Traffic traffic,
      Recall recall,
      StreamConfig config) {
    return new BatchDecoder(
        positions,
        Repeats.of(config),
        hub,
        new Controls(commands, positions.partitions()),
        cache,
        traffic,
        recall);
  }

  /// The reader begins there, or goes on there behind a gap.
  ///
  /// @param time no record from there on is older, in ms by the broker's clock
  void restartAt(int partition, long offset, long time) {
    positions.read(partition, offset - 1);
    positions.handedOver();
    recall.buffer().restartAt(partition, offset, time);
    recall.passed().restartAt(partition, offset);
  }

  Collection<ChannelBatch> decode(ConsumerRecords<byte[], byte[]> records) {
    Map<ChannelKey, ChannelBatch> batches = new LinkedHashMap<>();
    traffic.nextBatch();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        decode(record, batches);
      } catch (BrokenRecord e) {
        broken.increment();
        LOG.debugf(
            "Passed over a broken record: partition=%d offset=%d reason=%s",
            record.partition(), record.offset(), e.detail());
      }
    }
    return batches.values();
  }

  private void decode(ConsumerRecord<byte[], byte[]> record, Map<ChannelKey, ChannelBatch> batches)
      throws BrokenRecord {
    ChannelEvent event;
    try {
      event = keep(record);
    } finally {
      // Once the event can be found again, and before interest is looked up: see Shard.endOf.
      positions.read(record.partition(), record.offset());
    }
    if (event != null && hub.listensTo(event.key())) {
      add(record, event, batches);
    }
  }

  /// @return the event that the record is, unless it is a second copy or nothing for subscribers
  private @Nullable ChannelEvent keep(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey key = ChannelEventCodec.key(record.key());
    if (positions.homeOf(record.key()) != record.partition()) {
      strays.increment();
      return null;
    }
    if (ControlCodec.isControl(record.headers())) {
      controls.read(record);
      return null;
    }
    ChannelEvent event = codec.decode(record);
    if (repeats.has(event, record.timestamp())) {
      recall.passed().add(record.partition(), record.offset());
      dropped.increment();
      traffic.repeated(key.app());
      return null;
    }
    traffic.read(key.app(), record.timestamp());
    if (ChannelKind.of(key.channel()).cached()) {
      cache(record, event);
    }
    recall
        .buffer()
        .append(record.partition(), new PlacedEvent(record.offset(), record.timestamp(), event));
    return event;
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record,
      ChannelEvent event,
      Map<ChannelKey, ChannelBatch> batches) {
    int length = encode(event);
    ChannelBatch batch = batches.computeIfAbsent(event.key(), ChannelBatch::new);
    batch.add(record.offset(), event.excludedSocket(), frame, length);
    if (event.conflation() != null) {
      batch.conflate(event.conflation());
    }
    if (hub.needsPositions(event.key())) {
      recall
          .tokens()
          .seal(event.key(), record.offset() + 1)
          .ifPresent(token -> batch.place(frame, length, EventFrame.position(token)));
    }
  }

  private void cache(ConsumerRecord<byte[], byte[]> record, ChannelEvent event) {
    if (event.origin() == Origin.SERVER) {
      cache.accept(
          new CachedEvent(
              event.key(), record.offset(), record.timestamp(), event.event(), event.data()));
    }
  }

  /// Fills `frame`. @return its length
  private int encode(ChannelEvent event) {
    EventFrame encoded =
        EventFrame.of(event.event(), event.key().channel(), event.data(), event.user());
    if (encoded.size() > frame.length) {
      frame = new byte[Integer.highestOneBit(encoded.size()) * 2];
    }
    return encoded.writeTo(frame, 0);
  }

  Traffic traffic() {
    return traffic;
  }

  Controls controls() {
    return controls;
  }

  ReadPositions positions() {
    return positions;
  }

  int partitions() {
    return positions.partitions();
  }

  /// Records that broke the format.
  public long broken() {
    return broken.sum();
  }

  /// Records outside their home partition: they are not delivered.
  public long strays() {
    return strays.sum();
  }

  /// Idempotency keys that were forgotten within their window for want of room.
  public long idsForgottenEarly() {
    return repeats.idsForgottenEarly();
  }

  /// Second copies that were dropped.
  public long repeats() {
    return dropped.sum();
  }
}
