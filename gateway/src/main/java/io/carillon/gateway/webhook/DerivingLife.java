package io.carillon.gateway.webhook;

import io.carillon.events.ChannelKey;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.events.WebhookDelivery;
import io.carillon.events.WebhookDeliveryCodec;
import io.carillon.gateway.webhook.Occupancy.Told;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/// The deriver from one beginning to the next: reads, derives, writes and commits, turn by turn.
/// After any failure it is of no use any more. Used by the deriver's thread alone.
final class DerivingLife implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(DerivingLife.class);
  private static final Duration TURN = Duration.ofMillis(50);
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);

  /// Above what the bounds of a client's event allow.
  private static final int DELIVERY_BYTES_MAX = TopicSetup.MESSAGE_BYTES_MAX - 16 * 1024;

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final Targets targets;
  private final InstantSource clock;
  private final Derivations derivations;
  private final WebhookDeliveryCodec codec = new WebhookDeliveryCodec();
  private long nextCommit;
  // False while something was read whose deliveries are not written: a commit would lose them.
  private boolean whole = true;

  DerivingLife(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Topics topics,
      Targets targets,
      InstantSource clock,
      Derivations derivations) {
    this.consumer = consumer;
    this.producer = producer;
    this.topics = topics;
    this.targets = targets;
    this.clock = clock;
    this.derivations = derivations;
  }

  void begin() {
    consumer.subscribe(List.of(topics.memberships(), topics.channelEvents()), this);
  }

  int owned() {
    return derivations.owned().size();
  }

  /// Reads what has come, and tells of it and of what time brings. @return how many deliveries were
  /// written
  int turn() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(TURN);
    whole = false;
    derivations.wantLog(targets.wantLog());
    var told = new ArrayList<Told>();
    for (int number : numbers(records)) {
      Owned owned = derivations.owned().get(number);
      if (owned != null) {
        read(owned, number, records, told);
      }
    }
    passTime(told);
    int written = write(told);
    whole = true;
    return written;
  }

  private static Set<Integer> numbers(ConsumerRecords<byte[], byte[]> records) {
    var numbers = new TreeSet<Integer>();
    records.partitions().forEach(partition -> numbers.add(partition.partition()));
    return numbers;
  }

  /// In the order of their times, as far as both are here; who came goes before what they did.
  private void read(
      Owned owned, int number, ConsumerRecords<byte[], byte[]> records, List<Told> told) {
    var comings = records.records(derivations.memberships(number));
    var events = records.records(derivations.log(number));
    int next = 0;
    for (ConsumerRecord<byte[], byte[]> coming : comings) {
      for (; next < events.size() && events.get(next).timestamp() < coming.timestamp(); next++) {
        told.addAll(owned.readLog(events.get(next)));
      }
      told.addAll(owned.readMembership(coming, clock.millis()));
    }
    for (ConsumerRecord<byte[], byte[]> event : events.subList(next, events.size())) {
      told.addAll(owned.readLog(event));
    }
  }

  /// What is due by time alone is told only when everything was read that stood in the partition at
  /// that time: one who came back in time may stand there.
  private void passTime(List<Told> told) {
    long now = clock.millis();
    var due = new HashMap<TopicPartition, Owned>();
    derivations
        .owned()
        .forEach((number, owned) -> {
          TopicPartition memberships = derivations.memberships(number);
          if (!owned.live() && owned.startsBy(consumer.position(memberships))) {
            owned.goLive(now);
          }
          if (owned.due(owned.brokerTime(now))) {
            due.put(memberships, owned);
          }
        });
    if (due.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(due.keySet());
    due.forEach((partition, owned) -> {
      if (consumer.position(partition) >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
        told.addAll(owned.advance(owned.brokerTime(now), now));
      }
    });
  }

  private int write(List<Told> told) {
    var deliveries = new ArrayList<WebhookDelivery>();
    for (Told each : told) {
      deliveries.addAll(targets.of(each));
    }
    deliveries.removeIf(DerivingLife::tooLarge);
    long now = clock.millis();
    if (deliveries.isEmpty() && now < nextCommit) {
      return 0;
    }
    nextCommit = now + BETWEEN_COMMITS.toMillis();
    Map<TopicPartition, OffsetAndMetadata> offsets = derivations.uncommitted();
    if (deliveries.isEmpty()) {
      commit(offsets);
    } else {
      write(deliveries, offsets);
    }
    return deliveries.size();
  }

  private void write(
      List<WebhookDelivery> deliveries, Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.beginTransaction();
    for (WebhookDelivery delivery : deliveries) {
      // A failure comes out of the transaction.
      var _ = producer.send(codec.encode(topics.webhooks(), delivery));
    }
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
    derivations.committed(offsets);
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets);
      derivations.committed(offsets);
    } catch (RebalanceInProgressException | CommitFailedException e) {
      LOG.debugf("Partitions change hands, commits wait: %s", e.getMessage());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    derivations.assigned(assigned);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    if (whole) {
      commit(derivations.uncommitted());
    }
    derivations.revoked(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    derivations.lost();
  }

  private static boolean tooLarge(WebhookDelivery delivery) {
    boolean tooLarge = delivery.json().length + delivery.target().length() > DELIVERY_BYTES_MAX;
    if (tooLarge) {
      ChannelKey channel = delivery.channel();
      LOG.warnf(
          "Left out a webhook that no record can hold: channel=%s event=%s bytes=%d",
          channel, delivery.event(), delivery.json().length);
    }
    return tooLarge;
  }
}
