package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppRegistry.Settings;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.local.testing.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several registries on one real broker, as several parts of the platform are.
class AppRegistryIT {
  private static final String PLATFORM_KEY = PlatformKey.generate();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AppRecordCodec CODEC = new AppRecordCodec(PlatformKey.of(PLATFORM_KEY));

  private static LocalKafka kafka;
  private static int topics;

  @TempDir private Path directory;

  private final Topics names = Topics.of("t" + topics++ + ".");
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void startBroker() {
    kafka = LocalKafka.start();
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened) {
      each.close();
    }
  }

  @Test
  @DisplayName("R9 an app that was written is known to every part, before and after it starts")
  void everyPart() {
    // Given
    makeTopic();
    var early = registry(PLATFORM_KEY);
    await(early::ready);
    // When
    write(new AppRecord(1, Samples.named("game", "first")));
    write(new AppRecord(2, Samples.named("game", "second")));
    write(new AppRecord(2, Samples.named("game", "the other editor's")));
    var late = registry(PLATFORM_KEY);
    await(late::ready);
    await(() -> early.version("game") == 2);
    // Then
    for (var registry : List.of(early, late)) {
      assertThat(registry.byKey("game-key").map(App::name)).contains("second");
      assertThat(registry.byId("shop").map(App::name)).contains("configured");
    }
  }

  @Test
  @DisplayName("R164 a pause and a removal are told within 5 s")
  void told() throws InterruptedException {
    // Given
    makeTopic();
    write(new AppRecord(1, Samples.named("game", "game")));
    var registry = registry(PLATFORM_KEY);
    BlockingQueue<App> told = new LinkedBlockingQueue<>();
    registry.whenChanged(told::add);
    await(registry::ready);
    // When
    write(new AppRecord(2, Samples.named("game", "game").asPaused()));
    var paused = told.poll(5, TimeUnit.SECONDS);
    remove("game");
    var removed = told.poll(5, TimeUnit.SECONDS);
    // Then
    assertThat(paused).isNotNull().returns(true, App::paused);
    assertThat(removed).isNotNull().returns("game", App::id);
    assertThat(registry.byId("game")).isEmpty();
  }

  @Test
  @DisplayName("R6 with the wrong platform key a part does not become ready")
  void wrongPlatformKey() {
    // Given
    makeTopic();
    write(new AppRecord(1, Samples.named("game", "game")));
    // When
    var registry = registry(PlatformKey.generate());
    // Then
    await(() -> registry.state().contains("carillon.apps.platform-key"));
    assertThat(registry.ready()).isFalse();
  }

  @Test
  @DisplayName("R12 a part that starts before the topic waits for it")
  void topicLater() {
    // Given
    var registry = registry(PLATFORM_KEY);
    // When
    makeTopic();
    // Then
    await(registry::ready);
  }

  @Test
  @DisplayName(
      "R54 the last state stays while the broker is away, and changes arrive when it is back")
  void brokerKilled() {
    // Given
    makeTopic();
    write(new AppRecord(1, Samples.named("game", "first")));
    var registry = registry(PLATFORM_KEY);
    await(registry::ready);
    // When
    kafka.kill9();
    var meanwhile = registry.byId("game").map(App::name);
    kafka.restart();
    write(new AppRecord(2, Samples.named("game", "second")));
    // Then
    assertThat(meanwhile).contains("first");
    await(() -> registry.version("game") == 2);
    assertThat(registry.byId("game").map(App::name)).contains("second");
  }

  private AppRegistry registry(String platformKey) {
    try {
      var file =
          Files.writeString(
              directory.resolve("apps.json"),
              "[{\"id\":\"shop\",\"name\":\"configured\",\"key\":\"shop-key\",\"secret\":\"s3cr3t\"}]");
      var registry =
          AppRegistry.start(new Settings(client(), names.apps(), file, platformKey, false));
      opened.add(registry);
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeTopic() {
    TopicSetup.ensure(client(), names, 8, (short) 1, Set.of(TopicKind.APPS));
  }

  private void write(AppRecord record) {
    send(record.app().id(), CODEC.encode(record));
  }

  private void remove(String id) {
    send(id, null);
  }

  private void send(String id, byte @Nullable [] value) {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(names.apps(), AppRecordCodec.key(id), value))
          .get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the record was not taken", e);
    }
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(condition.getAsBoolean()).isTrue());
  }
}
