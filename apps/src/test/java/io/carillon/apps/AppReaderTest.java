package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppView.Environment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AppReaderTest {
  private static final String TOPIC = "carillon.apps";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

  private final AppRecordCodec codec = new AppRecordCodec(Samples.PLATFORM_KEY);
  private final AppView view = new AppView(codec, List.of(), Environment.PRODUCTION);
  private final Queue<Consumer<byte[], byte[]>> consumers = new ArrayDeque<>();
  private final AppReader reader = new AppReader(TOPIC, consumers::remove, view);
  private final List<Boolean> seen = new ArrayList<>();

  @Test
  @DisplayName("R12 it is ready when every partition was read to the end it had at the start")
  void readyAtTheEnd() {
    // Given
    var consumer = consumer(Map.of(FIRST, 2L, SECOND, 1L));
    consumer.schedulePollTask(() -> add(consumer, FIRST, 1, "shop", 3));
    consumer.schedulePollTask(() -> seen.add(view.ready()));
    consumer.schedulePollTask(() -> add(consumer, SECOND, 0, "game", 1));
    consumer.schedulePollTask(() -> seen.add(view.ready()));
    consumer.schedulePollTask(reader::stop);
    // When
    reader.run();
    // Then
    assertThat(seen).containsExactly(false, true);
    assertThat(view.apps().version("shop")).isEqualTo(3);
    assertThat(view.apps().version("game")).isEqualTo(1);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  @DisplayName("R12 an empty topic is read at once")
  void emptyTopic() {
    // Given
    var consumer = consumer(Map.of(FIRST, 0L));
    consumer.schedulePollTask(() -> seen.add(view.ready()));
    consumer.schedulePollTask(() -> seen.add(view.ready()));
    consumer.schedulePollTask(reader::stop);
    // When
    reader.run();
    // Then
    assertThat(seen).containsExactly(false, true);
  }

  @Test
  @DisplayName("R54 when the broker is lost the last state stays, and reading goes on where it was")
  void brokerLost() {
    // Given
    var lost = consumer(Map.of(FIRST, 1L));
    lost.schedulePollTask(() -> add(lost, FIRST, 0, "shop", 1));
    lost.schedulePollTask(() -> lost.setPollException(new KafkaException("gone")));
    var away = consumer(Map.of(FIRST, 1L));
    away.setOffsetsException(new TimeoutException("still gone"));
    var back = consumer(Map.of(FIRST, 2L));
    back.schedulePollTask(() -> {
      seen.add(view.ready() && view.apps().version("shop") == 1);
      seen.add(back.position(FIRST) == 1);
      add(back, FIRST, 1, "shop", 2);
    });
    back.schedulePollTask(reader::stop);
    // When
    reader.run();
    // Then
    assertThat(seen).containsExactly(true, true);
    assertThat(view.apps().version("shop")).isEqualTo(2);
  }

  @Test
  @DisplayName("R12 it waits for a topic that is not made yet")
  void noTopicYet() {
    // Given
    consumers.add(new MockConsumer<>("none"));
    var consumer = consumer(Map.of(FIRST, 0L));
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(reader::stop);
    // When
    reader.run();
    // Then
    assertThat(view.ready()).isTrue();
  }

  @Test
  @DisplayName("R54 a topic that was made anew is read from its beginning")
  void topicMadeAnew() {
    // Given
    var old = consumer(Map.of(FIRST, 5L));
    old.schedulePollTask(() -> add(old, FIRST, 4, "shop", 9));
    old.schedulePollTask(
        () -> old.setPollException(new OffsetOutOfRangeException(Map.of(FIRST, 5L))));
    var anew = consumer(Map.of(FIRST, 1L));
    anew.schedulePollTask(() -> {
      seen.add(anew.position(FIRST) == 0 && view.apps().version("shop") == 9);
      add(anew, FIRST, 0, "shop", 1);
    });
    anew.schedulePollTask(reader::stop);
    // When
    reader.run();
    // Then
    assertThat(seen).containsExactly(true);
    assertThat(view.apps().version("shop")).isEqualTo(1);
  }

  @Test
  @DisplayName("R12 it stops although it is resting")
  void stopsWhileResting() throws InterruptedException {
    // Given
    var running = Thread.ofVirtual().unstarted(reader);
    for (var i = 0; i < 100; i++) {
      consumers.add(new MockConsumer<>("none"));
    }
    running.start();
    // When
    reader.stop();
    // Then
    assertThat(running.join(Duration.ofSeconds(10))).isTrue();
  }

  private MockConsumer<byte[], byte[]> consumer(Map<TopicPartition, Long> ends) {
    var consumer = new MockConsumer<byte[], byte[]>("none");
    var node = new Node(0, "127.0.0.1", 1);
    var replicas = new Node[] {node};
    consumer.updatePartitions(
        TOPIC,
        ends.keySet().stream()
            .map(p -> new PartitionInfo(TOPIC, p.partition(), node, replicas, replicas))
            .toList());
    ends.keySet().forEach(p -> consumer.updateBeginningOffsets(Map.of(p, 0L)));
    consumer.updateEndOffsets(ends);
    consumers.add(consumer);
    return consumer;
  }

  private void add(
      MockConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long offset,
      String id,
      long version) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            partition.partition(),
            offset,
            AppRecordCodec.key(id),
            codec.encode(new AppRecord(version, Samples.app(id)))));
  }
}
