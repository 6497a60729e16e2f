package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Topics;
import io.carillon.events.WriterSettings;
import io.carillon.gateway.route.RoutesFile;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of docs/kafka.md as they stand there, but for the broker's address.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class KafkaDocIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOC = ROOT.resolve("docs/kafka.md");
  private static final Topics TOPICS = Topics.of("carillon.");
  private static final long COMMAND_SECONDS_MAX = 90;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @TempDir Path directory;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R50, R172 the console producer's line reaches a subscriber")
  void greeting() throws Exception {
    // Given
    try (Live live = subscribed("lobby")) {
      // When
      run(blocks("sh").get(1));
      // Then
      assertThat(live.socket().next("greeting", "lobby").get("data").asText())
          .isEqualTo("{\"text\":\"hello, console\"}");
    }
  }

  @Test
  @DisplayName("R56, R172 dead letters are seen, and replayed once their cause is gone")
  void deadLetters() throws Exception {
    // Given
    String channel = UUID.randomUUID().toString();
    bury(channel);
    try (Live live = subscribed(channel)) {
      // When
      String seen = run(blocks("sh").get(2));
      run(blocks("sh").get(3));
      // Then
      assertThat(seen)
          .contains("dead-reason:app,dead-detail:there was no app, then")
          .contains("app-id/" + channel);
      assertThat(live.socket().next("told", channel).get("data").asText()).isEqualTo("{\"n\":1}");
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R50, R172 the routes that the page shows are routes")
  void routes() throws Exception {
    // Given
    var file = Files.writeString(directory.resolve("routes.json"), blocks("json").getFirst());
    // When
    var routes = RoutesFile.read(file, TOPICS);
    // Then
    assertThat(routes).hasSize(2);
  }

  /// A letter about a record whose app came later.
  private static void bury(String channel) throws Exception {
    var written =
        new ChannelEventCodec()
            .encode(
                TOPICS.channelEvents(),
                ChannelEvent.of(new ChannelKey("app-id", channel), "told", "{\"n\":1}"));
    var read =
        new ConsumerRecord<>(
            written.topic(),
            0,
            7,
            0,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            written.key(),
            written.value(),
            written.headers(),
            Optional.empty());
    try (var producer =
        new KafkaProducer<byte[], byte[]>(WriterSettings.over(OtherForwarder.client()))) {
      producer
          .send(
              new DeadLetterCodec()
                  .encode(
                      TOPICS.channelEventsDeadLetters(),
                      read,
                      new BrokenRecord(Reason.APP, "there was no app, then")))
          .get();
    }
  }

  /// Runs commands in a bash that knows the page's first block. @return what they print
  private String run(String commands) throws IOException, InterruptedException {
    var output = directory.resolve("output");
    var script =
        (blocks("sh").getFirst() + commands)
            .replace("127.0.0.1:9092", LocalParts.kafka().bootstrapServers());
    var bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(ROOT.toFile())
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("errors").toFile());
    bash.environment()
        .put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    var process = bash.start();
    try {
      assertThat(process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as("%s", Files.readString(directory.resolve("errors"), UTF_8))
          .isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(output, UTF_8);
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(DOC))
        .results()
        .map(each -> each.group(1))
        .toList();
  }

  private Live subscribed(String channel) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.subscribe(channel);
    live.subscribed(channel);
    return live;
  }
}
