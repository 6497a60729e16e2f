package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.apps.AppRegistry.Settings;
import io.carillon.apps.AppWriter.Written;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.local.testing.LocalKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Editors on several parts of the platform, each with a registry of its own, on one real broker.
class AppWriterIT {
  private static final String PLATFORM_KEY = PlatformKey.generate();
  private static final AppRecordCodec CODEC = new AppRecordCodec(PlatformKey.of(PLATFORM_KEY));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static LocalKafka kafka;
  private static int topics;

  private final Topics names = Topics.of("w" + topics++ + ".");
  private final List<AppRegistry> registries = new ArrayList<>();
  private Producer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() {
    kafka = LocalKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void open() {
    TopicSetup.ensure(client(), names, 1, (short) 1, Set.of(TopicKind.APPS));
    producer = new KafkaProducer<>(WriterSettings.over(client()));
  }

  @AfterEach
  void close() {
    registries.forEach(AppRegistry::close);
    producer.close();
  }

  @Test
  @DisplayName("R9 a change is done when the editor's own registry shows it")
  void readBack() {
    // Given
    var registry = registry();
    var writer = writer(registry);
    // When
    var made = writer.write(new AppRecord(1, Samples.named("game", "first")));
    var shown = registry.byId("game").map(App::name);
    var changed = writer.write(new AppRecord(2, Samples.named("game", "second")));
    var removed = writer.remove("game", 2);
    // Then
    assertThat(List.of(made, changed, removed)).containsOnly(new Written.Done());
    assertThat(shown).contains("first");
    assertThat(registry.byId("game")).isEmpty();
  }

  @Test
  @DisplayName("R9 who comes too late is told the version that counts, which stays the last record")
  void overtaken() {
    // Given
    var registry = registry();
    var writer = writer(registry);
    writer.write(new AppRecord(1, Samples.named("game", "first")));
    writer.write(new AppRecord(2, Samples.named("game", "winner")));
    // When
    var late = writer.write(new AppRecord(2, Samples.named("game", "late")));
    var tooLateToRemove = writer.remove("game", 1);
    // Then
    assertThat(late).isEqualTo(new Written.Overtaken(3));
    assertThat(tooLateToRemove).isEqualTo(new Written.Overtaken(4));
    assertThat(registry.byId("game").map(App::name)).contains("winner");
    assertThat(compacted("game")).isEqualTo("winner");
  }

  @Test
  @DisplayName("R9 a change that comes after the removal leaves the app removed, compacted too")
  void afterRemoval() {
    // Given
    var registry = registry();
    var writer = writer(registry);
    writer.write(new AppRecord(1, Samples.app("game")));
    writer.remove("game", 1);
    // When
    var late = writer.write(new AppRecord(2, Samples.named("game", "late")));
    // Then
    assertThat(late).isEqualTo(new Written.Overtaken(0));
    assertThat(registry.byId("game")).isEmpty();
    assertThat(compacted("game")).isNull();
  }

  @RepeatedTest(5)
  @DisplayName("R9 of many editors at once one is done, and all parts end in its state")
  void race() throws Exception {
    // Given
    var editors = List.of(registry(), registry(), registry(), registry());
    writer(editors.getFirst()).write(new AppRecord(1, Samples.named("game", "first")));
    await().atMost(PATIENCE).until(() -> editors.stream().allMatch(e -> e.version("game") == 1));
    var start = new CyclicBarrier(editors.size());
    var outcomes = new ArrayList<Future<Written>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      for (var i = 0; i < editors.size(); i++) {
        var editor = i;
        outcomes.add(
            threads.submit(() -> {
              start.await();
              return writer(editors.get(editor))
                  .write(new AppRecord(2, Samples.named("game", "editor " + editor)));
            }));
      }
    }
    // Then
    var winners = new ArrayList<Integer>();
    for (var i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).get() instanceof Written.Done) {
        winners.add(i);
      }
    }
    assertThat(winners).hasSize(1);
    var winner = "editor " + winners.getFirst();
    var late = registry();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(registries)
                .allSatisfy(each -> assertThat(each.byId("game").map(App::name)).contains(winner)));
    assertThat(registries)
        .extracting(each -> each.version("game"))
        .containsOnly(late.version("game"));
    assertThat(compacted("game")).isEqualTo(winner);
  }

  @Test
  @DisplayName("R9 without a platform key nothing is written")
  void noPlatformKey() {
    // Given
    var registry = AppRegistry.start(new Settings(client(), names.apps(), null, null, false));
    registries.add(registry);
    // When
    var refused = writer(registry).write(new AppRecord(1, Samples.app("game")));
    // Then
    assertThat(refused)
        .isInstanceOfSatisfying(
            Written.Refused.class,
            why -> assertThat(why.why()).contains("carillon.apps.platform-key"));
    assertThat(records()).isEmpty();
  }

  private AppWriter writer(AppRegistry registry) {
    return new AppWriter(registry, producer, names.apps());
  }

  private AppRegistry registry() {
    var registry =
        AppRegistry.start(new Settings(client(), names.apps(), null, PLATFORM_KEY, false));
    registries.add(registry);
    await().atMost(PATIENCE).until(registry::ready);
    return registry;
  }

  /// What compaction leaves of an app: the name in its last record.
  private @Nullable String compacted(String id) {
    var last = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
    records().forEach(record -> last.put(new String(record.key(), UTF_8), record));
    var value = Objects.requireNonNull(last.get(id)).value();
    return value == null
        ? null
        : ((AppRecordCodec.Reading.Opened) CODEC.decode(id, value)).record().app().name();
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    try (var consumer =
        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(names.apps(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
