package io.carillon.gateway.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/// Makes the producer know its topic before anybody needs it, since `send` does not wait for that.
///
/// The topic must exist first: a producer's own question lets some brokers create it, with their
/// settings instead of ours. Runs on a thread of its own until it is done.
final class TopicWarmUp implements Runnable {
  private static final Logger LOG = Logger.getLogger(TopicWarmUp.class);
  private static final Duration ASK_WITHIN = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofMillis(100);
  private static final int TRIES_PER_LINE = 100;

  private final Map<String, Object> kafka;
  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final Runnable done;

  TopicWarmUp(
      Map<String, Object> kafka, String topic, Producer<byte[], byte[]> producer, Runnable done) {
    this.kafka = kafka;
    this.topic = topic;
    this.producer = producer;
    this.done = done;
  }

  @Override
  public void run() {
    try {
      awaitTopic();
      awaitMetadata();
      done.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private void awaitTopic() throws InterruptedException {
    try (var admin = Admin.create(adminSettings())) {
      for (var tries = 1; !exists(admin, tries); tries++) {
        Thread.sleep(RETRY_AFTER);
      }
    }
  }

  private boolean exists(Admin admin, int tries) throws InterruptedException {
    try {
      var _ =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(ASK_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      say(tries, e.getCause() instanceof UnknownTopicOrPartitionException ? "it is not there" : e);
      return false;
    } catch (TimeoutException e) {
      say(tries, "no broker answers");
      return false;
    }
  }

  private void awaitMetadata() throws InterruptedException {
    for (var tries = 1; ; tries++) {
      try {
        var _ = producer.partitionsFor(topic);
        return;
      } catch (KafkaException e) {
        say(tries, e);
        Thread.sleep(RETRY_AFTER);
      }
    }
  }

  private void say(int tries, Object why) {
    if (tries % TRIES_PER_LINE == 0) {
      LOG.warnf("Still waiting for the log: topic=%s why=%s", topic, why);
    }
  }

  private Map<String, Object> adminSettings() {
    var settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "carillon-gateway-publish-start");
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }
}
