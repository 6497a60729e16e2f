package io.carillon.gateway.admin;

import io.carillon.apps.AppRegistry;
import io.carillon.apps.AppWriter;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.stream.TopicsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Opens what editing needs when it is first asked for, and closes it when the gateway ends.
@Singleton
class AdminSetup {
  private static final int GIVES_UP_AFTER_MS = 15_000;
  private static final int ONE_TRY_MS = 5_000;
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final EditingThreads threads;
  private final AppEditing editing;

  AdminSetup(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicsConfig topics,
      AdminConfig config,
      AppRegistry apps,
      MeterRegistry meters) {
    var names = topics.names();
    this.producer = new KafkaProducer<>(settings(kafka));
    this.threads = new EditingThreads(config, meters);
    this.editing =
        new AppEditing(
            apps,
            new AppWriter(apps, producer, names.apps()),
            new AuditTrail(producer, names.audit(), InstantSource.system(), meters),
            threads);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    var settings = new HashMap<>(WriterSettings.over(kafka));
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "carillon-gateway-admin");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ONE_TRY_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ONE_TRY_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVES_UP_AFTER_MS);
    return settings;
  }

  @Produces
  @Singleton
  AppEditing editing() {
    return editing;
  }

  @PreDestroy
  void stop() {
    threads.close();
    producer.close(CLOSE_WAIT_MAX);
  }
}
