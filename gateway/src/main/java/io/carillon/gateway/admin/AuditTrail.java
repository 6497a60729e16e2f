package io.carillon.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.gateway.admin.AuditEntry.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Keeps who changed what: a line of the log category `carillon.audit` and a record of the topic
/// `audit` for each.
///
/// Nothing is done before its beginning is acknowledged, so there is no change without a record.
/// What became of it is written when it is known; a record that gets lost then is counted and
/// stands in the log. The methods wait: call them on threads that may.
final class AuditTrail {
  private static final Logger LOG = Logger.getLogger("carillon.audit");
  private static final Logger TROUBLE = Logger.getLogger(AuditTrail.class);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter lost;

  AuditTrail(
      Producer<byte[], byte[]> producer, String topic, InstantSource clock, MeterRegistry meters) {
    this.producer = producer;
    this.topic = topic;
    this.clock = clock;
    this.meters = meters;
    this.lost =
        Counter.builder("carillon.admin.audit.lost")
            .description("Audit records that Kafka did not take")
            .register(meters);
  }

  /// False when it could not be written: then nothing may be done.
  boolean begin(AuditEntry entry) {
    return written(entry, Phase.BEGUN);
  }

  void end(AuditEntry entry, Phase phase) {
    meters
        .counter("carillon.admin.changes", "action", entry.action(), "outcome", phase.title())
        .increment();
    written(entry, phase);
  }

  private boolean written(AuditEntry entry, Phase phase) {
    var json = entry.json(phase, clock.instant());
    LOG.info(json);
    try {
      producer
          .send(new ProducerRecord<>(topic, entry.app().getBytes(UTF_8), json.getBytes(UTF_8)))
          .get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
      TROUBLE.errorf("Could not write an audit record: action=%s why=%s", entry.action(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lost.increment();
    return false;
  }
}
