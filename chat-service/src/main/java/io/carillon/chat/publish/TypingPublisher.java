package io.carillon.chat.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.chat.profile.Profiles;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Tells of typing straight to the log: never stored, so it needs no outbox, and lost without harm.
///
/// Never waits: what the producer cannot take at once is refused, what the broker does not take in
/// time is dropped and counted.
@ApplicationScoped
public class TypingPublisher {

  private static final int BUFFER_BYTES_MAX = 4 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration WARM_UP_MAX = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final KafkaProducer<byte[], byte[]> producer;
  private final Topics topics;
  private final Profiles profiles;
  private final Duration expiresIn;
  private final Counter sent;
  private final Counter dropped;

  @Inject
  TypingPublisher(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TypingConfig config,
      Topics topics,
      Profiles profiles,
      MeterRegistry metrics) {
    this.topics = topics;
    this.profiles = profiles;
    this.expiresIn = config.expiresIn();
    this.sent = counter(metrics, "sent");
    this.dropped = counter(metrics, "dropped");
    this.producer = new KafkaProducer<>(settings(kafka, config));
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, TypingConfig config) {
    int timeout = Math.toIntExact(config.deliveryTimeout().toMillis());
    var settings = new HashMap<>(WriterSettings.over(kafka));
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "carillon-chat-typing");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES_MAX);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    return settings;
  }

  /// Waits until the producer knows the topic. It keeps what it knows, and so never has to wait on
  /// an event loop. Blocking.
  void warmUp(@Observes StartupEvent start) throws InterruptedException {
    var deadline = Instant.now().plus(WARM_UP_MAX);
    while (!knowsTopic() && Instant.now().isBefore(deadline)) {
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private boolean knowsTopic() {
    try {
      return !producer.partitionsFor(topics.channelEvents()).isEmpty();
    } catch (TimeoutException e) {
      return false; // asked for by the question itself; the answer is on its way
    }
  }

  /// Hands the event to the producer; false when it cannot take it now.
  public boolean publish(Typing typing) {
    var taken = producer.send(codec.encode(topics.channelEvents(), event(typing)), this::count);
    return taken.state() != Future.State.FAILED;
  }

  private void count(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    (failure == null ? sent : dropped).increment();
  }

  private ChannelEvent event(Typing typing) {
    var conversation = typing.conversation();
    var app = conversation.id().app();
    return ChannelEvent.of(
            new ChannelKey(app, conversation.channel()),
            profiles.of(app).typingEvent(),
            data(typing))
        .excluding(typing.socket().orElse(null));
  }

  private byte[] data(Typing typing) {
    var data = JSON.createObjectNode();
    data.put("userId", typing.userId());
    data.put("userName", typing.userName());
    data.put("isTyping", typing.isTyping());
    data.put("expiresInMs", expiresIn.toMillis());
    try {
      return JSON.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write JSON into memory", e);
    }
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(1));
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Counter.builder("carillon.chat.typing")
        .description("Typing events by what became of them")
        .tag("outcome", outcome)
        .register(metrics);
  }
}
