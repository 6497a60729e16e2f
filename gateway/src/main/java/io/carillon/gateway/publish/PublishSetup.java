package io.carillon.gateway.publish;

import io.carillon.gateway.stream.TopicsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/// Opens the producer when the gateway starts and closes it when it ends.
@Singleton
@Startup
class PublishSetup {
  private final Vertx vertx;
  private final PublishConfig config;
  private final Producer<byte[], byte[]> producer;
  private final Publisher publisher;
  private final Thread warmUp;
  private long sweeping;

  @Inject
  PublishSetup(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicsConfig topics,
      PublishConfig config,
      MeterRegistry registry,
      Vertx vertx) {
    this.vertx = vertx;
    this.config = config;
    var topic = topics.names().channelEvents();
    this.producer = new KafkaProducer<>(ProducerSettings.of(kafka, config));
    var metrics = new PublishMetrics(registry);
    metrics.watchBuffer(producer);
    this.publisher = new Publisher(producer, topic, config, metrics);
    this.warmUp =
        Thread.ofVirtual()
            .name("publish-warm-up")
            .unstarted(new TopicWarmUp(kafka, topic, producer, publisher::becomeReady));
  }

  @PostConstruct
  void start() {
    warmUp.start();
    sweeping = vertx.setPeriodic(Publisher.SWEEP_MILLIS, _ -> publisher.sweep(System.nanoTime()));
  }

  @Produces
  @Singleton
  Publisher publisher() {
    return publisher;
  }

  /// What was accepted for sending has its delivery time to get through.
  @PreDestroy
  void stop() {
    warmUp.interrupt();
    vertx.cancelTimer(sweeping);
    producer.close(config.deliverWithin());
  }
}
