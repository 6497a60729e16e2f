package io.carillon.outbox;

import static io.carillon.outbox.Conversations.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.events.ChannelKey;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.TopicSetup;
import io.carillon.local.testing.LocalKafka;
import io.carillon.local.testing.LocalPostgres;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class OutboxRelayIT {
  private static final int CONVERSATIONS = 20;

  private static LocalKafka kafka;
  private static LocalPostgres postgres;

  private Conversations chat;

  @BeforeAll
  static void startParts() {
    kafka = LocalKafka.start();
    postgres = LocalPostgres.start();
  }

  @AfterAll
  static void stopParts() {
    kafka.close();
    postgres.close();
  }

  @BeforeEach
  void openService(TestInfo test) {
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    chat = new Conversations(name, kafka, postgres);
  }

  @AfterEach
  void closeService() {
    chat.close();
  }

  @Test
  @DisplayName("R80 concurrent writers: each conversation stands in the log in its own order")
  void orderPerSourceIsKept() throws Exception {
    // Given
    try (var relay = chat.relay()) {
      relay.start();
      // When
      sayEverywhere(50, relay::nudge);
      untilEmpty();
      // Then
      assertThat(chat.delivered()).isEqualTo(each(1, 50));
      assertThat(chat.log()).hasSize(CONVERSATIONS * 50);
      assertThat(relay.metrics().sent()).isEqualTo(CONVERSATIONS * 50);
    }
  }

  @Test
  @DisplayName("R80 rows that were sent and not removed are sent again, and marked")
  void aSecondTryIsMarked() throws Exception {
    // Given
    sayEverywhere(5, () -> {});
    var release = chat.holdRemovals();
    try (var first = chat.relay();
        var second = chat.relay()) {
      first.start();
      await().atMost(SOON).until(() -> chat.log().size() == CONVERSATIONS * 5);
      stop(first);
      chat.cutRelays();
      release.run();
      // When
      second.start();
      untilEmpty();
      // Then
      assertThat(chat.log()).hasSize(2 * CONVERSATIONS * 5);
      assertThat(second.metrics().repeated()).isEqualTo(CONVERSATIONS * 5);
      assertThat(chat.delivered()).isEqualTo(each(1, 5));
    }
  }

  @Test
  @DisplayName(
      "R80 a relay whose connection is cut in mid-way: nothing is lost, doubled or reordered")
  void aCutConnectionLosesNothing() throws Exception {
    // Given
    try (var one = chat.relay();
        var other = chat.relay()) {
      one.start();
      other.start();
      var saying = CompletableFuture.runAsync(() -> sayEverywhere(100, one::nudge));
      // When
      for (int sent : List.of(200, 600, 1000)) {
        await().atMost(SOON).until(() -> one.metrics().sent() + other.metrics().sent() > sent);
        chat.cutRelays();
      }
      saying.join();
      untilEmpty();
      // Then
      assertThat(chat.delivered()).isEqualTo(each(1, 100));
    }
  }

  @Test
  @DisplayName(
      "R54 the broker is killed in mid-way and comes back: nothing is lost, doubled or reordered")
  void aKilledBrokerLosesNothing() throws Exception {
    // Given
    try (var relay = chat.relay()) {
      relay.start();
      var saying = CompletableFuture.runAsync(() -> sayEverywhere(100, relay::nudge));
      await().atMost(SOON).until(() -> relay.metrics().sent() > 300);
      // When
      kafka.kill9();
      saying.join();
      kafka.restart();
      untilEmpty();
      // Then
      assertThat(chat.delivered()).isEqualTo(each(1, 100));
    }
  }

  @Test
  @DisplayName(
      "R80 the database is killed in mid-way and comes back: what was committed is sent, in order")
  void aKilledDatabaseLosesNothing() throws Exception {
    // Given
    try (var relay = chat.relay()) {
      relay.start();
      sayEverywhere(10, relay::nudge);
      // When
      postgres.kill9();
      postgres.restart();
      sayEverywhere(10, relay::nudge);
      untilEmpty();
      // Then
      assertThat(chat.delivered()).isEqualTo(each(1, 20));
    }
  }

  @Test
  @DisplayName("R56 a row that Kafka refuses goes to the dead letters and holds nobody up")
  void aRefusedRowIsADeadLetter() throws Exception {
    // Given
    try (var relay = chat.relay()) {
      relay.start();
      chat.say("room").await().atMost(SOON);
      // When
      chat.say("room", "x".repeat(TopicSetup.MESSAGE_BYTES_MAX)).await().atMost(SOON);
      chat.say("room").await().atMost(SOON);
      relay.nudge();
      untilEmpty();
      // Then
      assertThat(chat.delivered()).isEqualTo(Map.of("room", List.of(1L, 3L)));
      var letters = chat.read(chat.topics.channelEventsDeadLetters());
      assertThat(letters).hasSize(1);
      var letter = new DeadLetterCodec().decode(letters.getFirst());
      assertThat(letter.topic()).isEqualTo(chat.topics.channelEvents());
      assertThat(letter.reason()).isEqualTo("RecordTooLargeException");
      assertThat(letter.bytes()).isEqualTo(TopicSetup.MESSAGE_BYTES_MAX);
      assertThat(ChannelKey.parse(letters.getFirst().key()).channel()).isEqualTo("room");
      assertThat(relay.metrics().dead()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("R80 relays share the splits, and one alone has them all")
  void relaysShareTheSplits() {
    // Given
    try (var one = chat.relay();
        var other = chat.relay()) {
      one.start();
      await().atMost(SOON).until(() -> one.metrics().splits() == OutboxTable.SPLITS);
      // When
      other.start();
      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            assertThat(one.metrics().splits()).isEqualTo(OutboxTable.SPLITS / 2);
            assertThat(other.metrics().splits()).isEqualTo(OutboxTable.SPLITS / 2);
          });
      stop(one);
      // Then
      await().atMost(SOON).until(() -> other.metrics().splits() == OutboxTable.SPLITS);
    }
  }

  @Test
  @DisplayName(
      "R80 rows older than readers remember are looked for in the log before they are sent")
  void oldRowsAreLookedFor() throws Exception {
    // Given
    var forgetful = RelayLimits.DEFAULT.withRemembered(Duration.ZERO);
    sayEverywhere(5, () -> {});
    var release = chat.holdRemovals();
    try (var first = chat.relay(forgetful);
        var second = chat.relay(forgetful)) {
      first.start();
      await().atMost(SOON).until(() -> chat.log().size() == CONVERSATIONS * 5);
      stop(first);
      chat.cutRelays();
      release.run();
      chat.say("1").await().atMost(SOON);
      // When
      second.start();
      untilEmpty();
      // Then
      assertThat(chat.log()).hasSize(CONVERSATIONS * 5 + 1);
      assertThat(second.metrics().found()).isEqualTo(CONVERSATIONS * 5);
    }
  }

  private static void stop(OutboxRelay relay) {
    relay.close();
  }

  private void untilEmpty() {
    await().atMost(SOON).until(() -> chat.waiting() == 0);
  }

  /// Says so many things in each conversation, eight writers at a time.
  private void sayEverywhere(int times, Runnable afterCommit) {
    Multi.createFrom()
        .range(0, times * CONVERSATIONS)
        .onItem()
        .transformToUni(i ->
            chat.say(Integer.toString(i % CONVERSATIONS))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50))
                .atMost(50)
                .invoke(afterCommit))
        .merge(8)
        .collect()
        .asList()
        .await()
        .atMost(SOON);
  }

  private static Map<String, List<Long>> each(long from, long to) {
    var sequences = LongStream.rangeClosed(from, to).boxed().toList();
    return IntStream.range(0, CONVERSATIONS)
        .mapToObj(Integer::toString)
        .collect(Collectors.toMap(Function.identity(), name -> sequences));
  }
}
