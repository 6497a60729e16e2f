package io.carillon.gateway.limit;

import io.carillon.events.BrokenRecord;
import io.carillon.events.UsageCodec;
import io.carillon.events.UsageRecord;
import io.carillon.events.UsageRecord.Calls;
import io.carillon.events.UsageRecord.Publications;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The topic by which what apps use outlives the gateways, and by which they hear of each other's
/// API calls.
///
/// Each gateway writes how many publications it counted today, of each app that had some since the
/// last time. One that starts reads that ([UsageRestore]) and counts on from there: it reads the
/// log from some minutes before its start anyway, so nothing is missed that was written while no
/// gateway ran, unless all were away for longer. One thread.
public final class UsageTopic {
  private static final Logger LOG = Logger.getLogger(UsageTopic.class);
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final Traffic traffic;
  private final LimitAlerts alerts;
  private final UsageClients clients;
  private final String topic;
  private final TopicPartition partition;
  private final Duration interval;
  private final InstantSource clock;
  private final String incarnation = UUID.randomUUID().toString();
  private final UsageCodec codec = new UsageCodec();
  private final Map<String, Long> written = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("usage").unstarted(this::run);
  private Instant nextPublications = Instant.MIN;
  private volatile boolean listening;
  private volatile boolean closed;

  UsageTopic(
      Traffic traffic,
      LimitAlerts alerts,
      UsageClients clients,
      String topic,
      Duration interval,
      InstantSource clock) {
    this.traffic = traffic;
    this.alerts = alerts;
    this.clients = clients;
    this.topic = topic;
    this.partition = new TopicPartition(topic, 0);
    this.interval = interval;
    this.clock = clock;
  }

  private @Nullable UsageRecord read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record);
    } catch (BrokenRecord e) {
      LOG.warnf(
          "Passed over a broken usage record: offset=%d reason=%s", record.offset(), e.detail());
      return null;
    }
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Consumer<byte[], byte[]> consumer = clients.tail();
    try (consumer) {
      consumer.assign(List.of(partition));
      while (!closed && !atEnd(consumer)) {
        LOG.debug("The usage topic cannot be read yet");
      }
      listening = true;
      while (!closed) {
        turn(consumer);
      }
      writePublications();
    } catch (WakeupException | InterruptException e) {
      LOG.debug("The thread of the usage topic ends");
    } catch (RuntimeException e) {
      LOG.error("The thread of the usage topic ended: this gateway's usage is not told", e);
    }
  }

  private boolean atEnd(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.seekToEnd(List.of(partition));
      return consumer.position(partition) >= 0;
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("Reading usage failed and is tried again: %s", e.getMessage());
      return false;
    }
  }

  /// True once it hears of what others write.
  boolean listening() {
    return listening;
  }

  private void turn(Consumer<byte[], byte[]> consumer) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TURN)) {
        if (read(record) instanceof Calls(String app, String writtenBy, int calls)
            && !writtenBy.equals(incarnation)) {
          traffic.known(app).ifPresent(one -> one.callsElsewhere(now(), calls));
        }
      }
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("Reading usage failed and is tried again: %s", e.getMessage());
    }
    writeCalls();
    if (!clock.instant().isBefore(nextPublications)) {
      nextPublications = clock.instant().plus(interval);
      writePublications();
      traffic.forgetUnknown();
      alerts.forgetOld();
    }
  }

  private long now() {
    return RecentCounts.slotOf(clock.millis());
  }

  private void writeCalls() {
    traffic.forEach((app, one) -> {
      int calls = one.takeCallsToTell();
      if (calls > 0) {
        send(new Calls(app, incarnation, calls));
      }
    });
  }

  private void writePublications() {
    traffic.forEach((app, one) -> {
      long countedTo = one.countedTo();
      Long before = written.put(app, countedTo);
      if (countedTo >= 0 && (before == null || before != countedTo)) {
        long day = one.day();
        send(new Publications(app, incarnation, day, one.publications(day), countedTo));
      }
    });
    written.keySet().removeIf(app -> traffic.find(app).isEmpty());
  }

  /// One that does not arrive is made good by the next.
  private void send(UsageRecord record) {
    try {
      var _ =
          clients
              .writer()
              .send(
                  codec.encode(topic, record),
                  (metadata, failure) -> {
                    if (failure != null) {
                      LOG.debugf("Usage was not written: %s", failure.getMessage());
                    }
                  });
    } catch (KafkaException e) {
      LOG.debugf("Usage was not written: %s", e.getMessage());
    }
  }

  /// Writes the last numbers and ends.
  public void stop() throws InterruptedException {
    closed = true;
    if (thread.isAlive()) {
      thread.join(CLOSE_MAX);
      clients.tail().wakeup();
      thread.join(CLOSE_MAX);
      thread.interrupt();
      thread.join();
    } else {
      clients.tail().close();
    }
    Producer<byte[], byte[]> writer = clients.writer();
    writer.close(CLOSE_MAX);
  }
}
