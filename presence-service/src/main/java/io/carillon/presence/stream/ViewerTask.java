package io.carillon.presence.stream;

import io.carillon.events.BrokenRecord;
import io.carillon.presence.domain.ViewerCommand;
import io.carillon.presence.domain.ViewerEvent;
import io.carillon.presence.domain.ViewerEvent.CountTold;
import io.carillon.presence.domain.ViewerShard;
import io.carillon.presence.publish.CountEvents;
import io.carillon.presence.stream.InputReader.Said.Nothing;
import io.carillon.presence.stream.InputReader.Said.OfUser;
import io.carillon.presence.stream.InputReader.Said.OfViewers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/// Takes the records of one partition of both inputs to its shard, and what the shard decides to
/// the changelog, the log and those who wait.
///
/// Commands have the time of their record. What time alone changes is looked for as often as Kafka
/// Streams comes by when no record does (`poll.ms`); a quiet task writes nothing.
final class ViewerTask {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final Logger LOG = Logger.getLogger(ViewerTask.class);

  private final TaskParts parts;
  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private final ViewerShard shard;
  private final Progress progress;
  private final InputReader reader;
  private final CountEvents counts;
  private final OwnedShard owned;
  private final Cancellable looks;

  private ViewerTask(TaskParts parts, ProcessorContext<byte[], byte[]> context) {
    this.parts = parts;
    this.context = context;
    this.changelog = context.getStateStore(ViewerStore.NAME);
    var store = ViewerStore.behind(changelog);
    this.shard = store.shard();
    this.progress = store.progress();
    this.reader = new InputReader(parts.kind());
    this.counts = new CountEvents(parts.topics(), parts.kind());
    this.owned = parts.shards().own(context.taskId().partition(), shard, progress);
    this.looks = context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> look());
  }

  static ViewerTask open(TaskParts parts, ProcessorContext<byte[], byte[]> context) {
    var task = new ViewerTask(parts, context);
    task.shard.takeOver();
    return task;
  }

  void take(Record<byte[], byte[]> record) {
    var from = context.recordMetadata().orElseThrow();
    var input =
        from.topic().equals(parts.topics().presenceActions()) ? Input.ACTIONS : Input.MEMBERSHIPS;
    if (progress.covers(input, from.offset())) {
      parts.metrics().repeated();
    } else {
      progress.reach(input, from.offset());
      parts.metrics().read(input);
      count(input, from, record);
    }
    if (input == Input.ACTIONS) {
      owned.applied(from.offset());
    }
  }

  /// The store may be opened anew for another task object, so nothing of this one may look at it
  /// again.
  void close() {
    looks.cancel();
    parts.shards().lose(context.taskId().partition(), owned);
  }

  private void count(Input input, RecordMetadata from, Record<byte[], byte[]> record) {
    var at = Instant.ofEpochMilli(record.timestamp());
    var said =
        new ConsumerRecord<>(
            from.topic(), from.partition(), from.offset(), record.key(), record.value());
    try {
      switch (reader.read(input, said, at)) {
        case OfViewers(var command) -> obey(command, at);
        case OfUser(var sighting) -> parts.sightings().accept(sighting);
        case Nothing _ -> {}
      }
    } catch (BrokenRecord e) {
      parts.metrics().broken();
      LOG.warnf(
          "Passed over a broken record: topic=%s partition=%d offset=%d reason=%s",
          from.topic(), from.partition(), from.offset(), e.detail());
    }
  }

  private void obey(ViewerCommand command, Instant at) {
    note(shard.decide(command, at));
    tell();
  }

  private void look() {
    if (shard.nextDue().isAfter(now())) {
      return;
    }
    var expired = shard.expire(now());
    parts.metrics().expired(expired.size());
    note(expired);
    tell();
  }

  private void tell() {
    var events = shard.tell(now());
    note(events);
    for (var event : events) {
      if (event instanceof CountTold told) {
        parts.metrics().told();
        forward(counts.toChannel(told), told, ViewerTopology.TO_CHANNELS);
        forward(counts.toServices(told), told, ViewerTopology.TO_SERVICES);
      }
    }
  }

  /// The store applies what it is given, so state and changelog cannot differ.
  private void note(List<ViewerEvent> events) {
    for (var event : events) {
      changelog.put(ChangelogCodec.key(event), ChangelogCodec.value(event, progress));
    }
  }

  private void forward(ProducerRecord<byte[], byte[]> record, CountTold told, String sink) {
    context.forward(
        new Record<>(record.key(), record.value(), told.atMs(), record.headers()), sink);
  }

  /// Not before the first record or look: Kafka Streams opens a task at the time 0.
  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
