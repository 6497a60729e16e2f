package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.apps.AppRegistry;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.events.TopicKind;
import io.carillon.events.TopicSetup;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.local.testing.LocalKafka;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gateways that come, go and hang over one set of topics, as far as webhooks go.
class WebhooksOverGatewaysIT {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Receiver.PATIENCE;
  private static LocalKafka kafka;
  private static Vertx vertx;
  private static Receiver receiver;

  @TempDir Path directory;
  private Topics topics = Topics.of("unset.");
  private Producer<byte[], byte[]> log;
  private AppRegistry apps;
  private String path = "";

  @BeforeAll
  static void startParts() {
    kafka = LocalKafka.start();
    vertx = Vertx.vertx();
    receiver = Receiver.start(Map.of("app-key", "app-secret"));
  }

  @AfterAll
  static void stopParts() {
    receiver.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    kafka.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    topics = Topics.of("t" + UUID.randomUUID() + ".");
    path = "/" + UUID.randomUUID();
    TopicSetup.ensure(
        client(),
        topics,
        PARTITIONS,
        (short) 1,
        Set.of(
            TopicKind.CHANNEL_EVENTS,
            TopicKind.MEMBERSHIPS,
            TopicKind.APPS,
            TopicKind.WEBHOOKS,
            TopicKind.WEBHOOKS_DEAD_LETTERS));
    log = new KafkaProducer<>(WriterSettings.over(client()));
    apps = registry("[{\"url\":\"%s\"}]".formatted(receiver.url(path)));
  }

  private AppRegistry registry(String webhooks) throws IOException {
    var file =
        Files.writeString(
            directory.resolve(UUID.randomUUID() + ".json"),
            "[{\"id\":\"app\",\"key\":\"app-key\",\"secret\":\"app-secret\",\"webhooks\":%s}]"
                .formatted(webhooks));
    return AppRegistry.start(new AppRegistry.Settings(client(), topics.apps(), file, null, true));
  }

  @AfterEach
  void close() {
    log.close();
    apps.close();
  }

  @Test
  @DisplayName("R47 two gateways share the work, and each event is delivered once and in order")
  void once() throws Exception {
    // Given
    try (var first = gateway(TestWebhooks.QUICK);
        var second = gateway(TestWebhooks.QUICK)) {
      await().atMost(PATIENCE).until(() -> shared(first, second));
      var expected = new HashMap<String, List<String>>();
      // When
      for (int i = 0; i < 20; i++) {
        String room = "presence-room-" + i;
        write(new Member(key(room), "g1", "ana", "{}"));
        write(new Member(key(room), "g2", "bo", "{}"));
        write(new Left(key(room), "g1", "ana"));
        expected.put(
            room,
            List.of(
                "channel_occupied",
                "member_added user_id=\"ana\"",
                "member_added user_id=\"bo\"",
                "member_removed user_id=\"ana\""));
      }
      // Then
      expected.forEach(
          (room, told) -> assertThat(receiver.awaitTold(path, room, 4)).as(room).isEqualTo(told));
      assertThat(receiver.requests(path)).hasSize(80);
      assertThat(first.sent() + second.sent()).isEqualTo(80);
      assertThat(first.sent()).isPositive();
      assertThat(second.sent()).isPositive();
      assertThat(receiver.allGenuine()).isTrue();
    }
  }

  @Test
  @DisplayName("R48 who returns on another gateway within the grace time is not told of")
  void returnsElsewhere() throws Exception {
    // Given
    try (var gateway = gateway(new TestWebhooks(Duration.ofSeconds(3), PATIENCE, PATIENCE, 100))) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      write(new Member(key("presence-a"), "g1", "ana", "{}"));
      // When
      write(new Left(key("presence-a"), "g1", "ana"));
      write(new Member(key("presence-a"), "g2", "ana", "{}"));
      write(new Member(key("presence-a"), "g1", "bo", "{}"));
      write(new Left(key("presence-a"), "g1", "bo"));
      // Then
      assertThat(receiver.awaitTold(path, "presence-a", 4))
          .containsExactly(
              "channel_occupied",
              "member_added user_id=\"ana\"",
              "member_added user_id=\"bo\"",
              "member_removed user_id=\"bo\"");
    }
  }

  @Test
  @DisplayName("R47 what is not answered with 2xx is tried again, before what follows it")
  void retries() throws Exception {
    // Given
    receiver.answer(path, 500, 302, 404);
    try (var gateway = gateway(TestWebhooks.QUICK)) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      // When
      write(new Member(key("presence-a"), "g1", "ana", "{}"));
      // Then
      assertThat(receiver.awaitTold(path, "presence-a", 2))
          .containsExactly("channel_occupied", "member_added user_id=\"ana\"");
      assertThat(receiver.requests(path))
          .extracting(each -> each.events().getFirst().get("name").asText() + each.status())
          .containsExactly(
              "channel_occupied500",
              "channel_occupied302",
              "channel_occupied404",
              "channel_occupied200",
              "member_added200");
      assertThat(receiver.requests("/redirected")).isEmpty();
      await().atMost(PATIENCE).until(() -> gateway.queued() == 0);
      assertThat(gateway.retried()).isEqualTo(3);
      assertThat(gateway.failed()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("R47 a receiver that hangs delays no other endpoint, and no other channel's events")
  void hangs() throws Exception {
    // Given
    String slow = path + "-slow";
    receiver.hang(slow);
    apps.close();
    apps =
        registry(
            "[{\"url\":\"%s\"},{\"url\":\"%s\"}]"
                .formatted(receiver.url(slow), receiver.url(path)));
    try (var gateway = gateway(TestWebhooks.QUICK)) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      // When
      for (int i = 0; i < 50; i++) {
        client("private-" + i % 10, "client-" + i);
      }
      // Then
      for (int i = 0; i < 10; i++) {
        assertThat(receiver.awaitTold(path, "private-" + i, 5)).hasSize(5);
      }
      assertThat(gateway.failed()).isZero();
      assertThat(receiver.requests(slow)).hasSizeLessThanOrEqualTo(2);
      assertThat(gateway.queued()).isEqualTo(50);
    }
  }

  @Test
  @DisplayName("R47 after the window it lies among the dead letters, and a replay delivers it")
  void deadLetters() throws Exception {
    // Given
    receiver.answerAlways(path, 503);
    try (var gateway = gateway(TestWebhooks.QUICK.window(Duration.ofSeconds(1)))) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      client("private-a", "client-1");
      client("private-b", "client-2");
      await().atMost(PATIENCE).until(() -> gateway.givenUp() == 2);
      var letters = gateway.letters().list("app");
      // When
      receiver.answerAlways(path, 200);
      var replayed = gateway.letters().replay("app", List.of(letters.getFirst().id()));
      // Then
      assertThat(letters)
          .extracting(each -> each.why().reason() + " " + each.why().detail())
          .containsExactly("status answered with 503", "status answered with 503");
      String channel = letters.getFirst().delivery().channel().channel();
      assertThat(receiver.awaitTold(path, channel, 1)).hasSize(1);
      assertThat(replayed).containsExactly(letters.getFirst().id());
      assertThat(gateway.letters().list("app")).containsExactly(letters.getLast());
      assertThat(gateway.letters().list("other")).isEmpty();
      assertThat(gateway.queued()).isZero();
    }
  }

  @Test
  @DisplayName("R47, R165 what finds no room in an endpoint's queue goes to the dead letters")
  void overflow() throws Exception {
    // Given
    receiver.hang(path);
    try (var gateway = gateway(TestWebhooks.QUICK.queue(5))) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      // When
      for (int i = 0; i < 12; i++) {
        client("private-" + i, "client-x");
      }
      // Then
      await().atMost(PATIENCE).until(() -> gateway.givenUp() == 7);
      assertThat(gateway.queued()).isEqualTo(5);
      assertThat(gateway.letters().list("app"))
          .extracting(each -> each.why().reason())
          .containsOnly("queue-full");
    }
  }

  @Test
  @DisplayName("R47, R48 a gateway that leaves hands over what waits and what is held back")
  void handOver() throws Exception {
    // Given
    receiver.answerAlways(path, 503);
    var first = gateway(new TestWebhooks(Duration.ofSeconds(3), PATIENCE, PATIENCE, 100));
    await().atMost(PATIENCE).until(() -> first.derivedPartitions() == PARTITIONS);
    write(new Member(key("presence-a"), "g1", "ana", "{}"));
    client("private-b", "client-1");
    await().atMost(PATIENCE).until(() -> first.failed() > 3);
    write(new Left(key("presence-a"), "g1", "ana"));
    // When
    first.close();
    receiver.answerAlways(path, 200);
    try (var second = gateway(TestWebhooks.QUICK)) {
      // Then
      assertThat(receiver.awaitTold(path, "presence-a", 4))
          .containsExactly(
              "channel_occupied",
              "member_added user_id=\"ana\"",
              "member_removed user_id=\"ana\"",
              "channel_vacated");
      assertThat(receiver.awaitTold(path, "private-b", 1)).hasSize(1);
      assertThat(second.beginnings()).isOne();
    }
  }

  @Test
  @DisplayName("R47 what was told is not told again after all gateways were gone")
  void notAgain() throws Exception {
    // Given
    try (var first = gateway(TestWebhooks.QUICK)) {
      await().atMost(PATIENCE).until(() -> first.derivedPartitions() == PARTITIONS);
      write(new Member(key("presence-a"), "g1", "ana", "{}"));
      client("private-b", "client-1");
      receiver.awaitTold(path, "presence-a", 2);
      receiver.awaitTold(path, "private-b", 1);
    }
    client("private-b", "client-2");
    // When
    try (var second = gateway(TestWebhooks.QUICK)) {
      // Then
      assertThat(receiver.awaitTold(path, "private-b", 2))
          .extracting(told -> told.substring(0, told.indexOf(" data")))
          .containsExactly("client_event event=\"client-1\"", "client_event event=\"client-2\"");
      assertThat(receiver.told(path, "presence-a")).hasSize(2);
      assertThat(second.sent()).isOne();
    }
  }

  @Test
  @DisplayName(
      "R47 an owner that hangs is replaced; nothing is lost, and nothing told twice when it wakes")
  void ownerHangs() throws Exception {
    // Given
    var hanging = new HangingConsumers();
    try (var first = new Gateway(TestWebhooks.QUICK, hanging);
        var second = new Gateway(TestWebhooks.QUICK, new HangingConsumers())) {
      await().atMost(PATIENCE).until(() -> shared(first, second));
      hanging.hang();
      for (int i = 0; i < 20; i++) {
        client("private-" + i, "client-x");
        write(new Member(key("presence-" + i), "g1", "ana", "{}"));
      }
      await().atMost(PATIENCE).until(() -> second.derivedPartitions() == PARTITIONS);
      for (int i = 0; i < 20; i++) {
        receiver.awaitTold(path, "private-" + i, 1);
        receiver.awaitTold(path, "presence-" + i, 2);
      }
      // When
      hanging.wake();
      await().atMost(PATIENCE).until(() -> shared(first, second));
      for (int i = 0; i < 20; i++) {
        client("private-" + i, "client-y");
      }
      // Then
      for (int i = 0; i < 20; i++) {
        assertThat(receiver.awaitTold(path, "private-" + i, 2)).hasSize(2);
        assertThat(receiver.told(path, "presence-" + i)).hasSize(2);
      }
      assertThat(receiver.requests(path)).hasSize(80);
    }
  }

  @Test
  @DisplayName("R46 a batched target is sent several events in a request")
  void batched() throws Exception {
    // Given
    apps.close();
    apps = registry("[{\"url\":\"%s\",\"batched\":true}]".formatted(receiver.url(path)));
    try (var gateway = gateway(TestWebhooks.QUICK)) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      // When
      write(new Member(key("presence-a"), "g1", "ana", "{}"));
      // Then
      assertThat(receiver.awaitTold(path, "presence-a", 2))
          .containsExactly("channel_occupied", "member_added user_id=\"ana\"");
      assertThat(receiver.requests(path)).hasSize(1);
      assertThat(receiver.allGenuine()).isTrue();
    }
  }

  @Test
  @DisplayName("R46 a target gets the events and channels that it wants")
  void filters() throws Exception {
    // Given
    apps.close();
    apps =
        registry(
            "[{\"url\":\"%s\",\"events\":[\"member_added\"],\"channelPrefix\":\"presence-in\"}]"
                .formatted(receiver.url(path)));
    try (var gateway = gateway(TestWebhooks.QUICK)) {
      await().atMost(PATIENCE).until(() -> gateway.derivedPartitions() == PARTITIONS);
      // When
      for (var room : List.of("presence-out", "presence-in", "presence-in-2")) {
        write(new Member(key(room), "g1", "ana", "{}"));
      }
      // Then
      receiver.awaitTold(path, "presence-in", 1);
      receiver.awaitTold(path, "presence-in-2", 1);
      assertThat(receiver.requests(path)).hasSize(2);
    }
  }

  private Gateway gateway(WebhookConfig config) {
    return new Gateway(config, new HangingConsumers());
  }

  private static boolean shared(Gateway first, Gateway second) {
    return first.derivedPartitions() > 0
        && second.derivedPartitions() > 0
        && first.derivedPartitions() + second.derivedPartitions() == PARTITIONS
        && first.webhooks.sentPartitions() + second.webhooks.sentPartitions() == PARTITIONS
        && first.webhooks.sentPartitions() > 0
        && second.webhooks.sentPartitions() > 0;
  }

  /// Webhooks as a gateway puts them together.
  private final class Gateway implements AutoCloseable {
    private final Webhooks webhooks;

    Gateway(WebhookConfig config, HangingConsumers hanging) {
      webhooks =
          Webhooks.of(
              config,
              new WebhookClients(
                  () -> hanging.consumer(settings(WebhookClients.deriving(topics))),
                  () ->
                      new KafkaProducer<>(
                          WriterSettings.over(settings(WebhookClients.transactions(topics)))),
                  () -> consumer(settings(WebhookClients.delivering(topics))),
                  () -> consumer(client()),
                  new KafkaProducer<>(WriterSettings.over(client()))),
              topics,
              PARTITIONS,
              new Webhooks.Sources(
                  apps, TestMemberships.RULES, TestMemberships.CONFIG, Duration.ofMinutes(1), true),
              InstantSource.system(),
              vertx);
      webhooks.start();
    }

    int derivedPartitions() {
      return webhooks.derivedPartitions();
    }

    int queued() {
      return webhooks.queued();
    }

    long sent() {
      return webhooks.sent();
    }

    long failed() {
      return webhooks.failed();
    }

    long retried() {
      return webhooks.retried();
    }

    long givenUp() {
      return webhooks.givenUp();
    }

    long beginnings() {
      return webhooks.beginnings();
    }

    WebhookDeadLetters letters() {
      return webhooks.deadLetters();
    }

    @Override
    public void close() {
      try {
        webhooks.stop();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private ChannelKey key(String channel) {
    return new ChannelKey("app", channel);
  }

  private void write(MembershipRecord record) throws ExecutionException, InterruptedException {
    for (var each : new MembershipCodec().encode(topics.memberships(), PARTITIONS, record)) {
      log.send(each).get();
    }
  }

  private void client(String channel, String event)
      throws ExecutionException, InterruptedException {
    var said = ChannelEvent.ofClient(key(channel), event, "{}".getBytes(UTF_8), "1.2", null);
    log.send(new ChannelEventCodec().encode(topics.channelEvents(), said)).get();
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    var settings = client();
    settings.putAll(more);
    return settings;
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(
        HangingConsumers.plain(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
