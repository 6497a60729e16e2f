package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadmeIT {
  private static final Path README = Path.of("README.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/io/carillon/events/ReadmeExample.java");
  private static final String TOPIC = "carillon.channel-events";
  private static final int PARTITIONS = 64;

  private final ChannelEventCodec codec = new ChannelEventCodec();

  @Test
  @DisplayName("R172 the README's Java example produces an event into its home partition")
  void theJavaExampleWorks() throws Exception {
    // Given
    assertThat(fenced("java")).isEqualTo(exampleSource());
    try (var kafka = LocalKafka.start()) {
      Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
      TopicSetup.ensure(
          clients, Topics.of("carillon."), PARTITIONS, (short) 1, Set.of(TopicKind.CHANNEL_EVENTS));
      // When
      ReadmeExample.sayHello(kafka.bootstrapServers());
      // Then
      var record = readOne(clients);
      assertThat(record.partition()).isEqualTo(Partitions.of(record.key(), PARTITIONS));
      assertThat(codec.decode(record))
          .isEqualTo(
              ChannelEvent.of(
                      new ChannelKey("app-id", "lobby"),
                      "greeting",
                      "{\"text\":\"hello from Java\"}")
                  .identified("order-4711"));
    }
  }

  @Test
  @DisplayName("R172 the line that the README gives to the console producer is an event")
  void theConsoleExampleWorks() throws Exception {
    // Given
    String line = fenced("text").strip();
    // When
    String[] parts = line.split("\\|", 3); // headers, key, value, as the command there says
    var headers = new RecordHeaders();
    for (String header : parts[0].split(",", -1)) {
      String[] nameAndValue = header.split(":", 2);
      headers.add(nameAndValue[0], nameAndValue[1].getBytes(UTF_8));
    }
    var record = Records.read(TOPIC, parts[1].getBytes(UTF_8), headers, parts[2].getBytes(UTF_8));
    // Then
    assertThat(codec.decode(record))
        .isEqualTo(
            ChannelEvent.of(
                    new ChannelKey("app-id", "lobby"), "greeting", "{\"text\":\"hello, console\"}")
                .identified("order-4712"));
  }

  @Test
  @DisplayName("R172 the README names every header and no other")
  void theTableIsComplete() throws Exception {
    // Given
    var named = Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE);
    // When
    var inTable = named.matcher(Files.readString(README)).results().map(m -> m.group(1)).toList();
    // Then
    assertThat(inTable)
        .containsExactlyInAnyOrder(
            "event",
            "socket",
            "user",
            "origin",
            "source",
            "sequence",
            "again",
            "id",
            "conflation",
            "control",
            "traceparent");
  }

  private static ConsumerRecord<byte[], byte[]> readOne(Map<String, Object> clients) {
    try (var consumer =
        new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var all = new ArrayList<TopicPartition>();
      for (int i = 0; i < PARTITIONS; i++) {
        all.add(new TopicPartition(TOPIC, i));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      for (int tries = 0; read.isEmpty() && tries < 30; tries++) {
        consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
      }
      assertThat(read).hasSize(1);
      return read.getFirst();
    }
  }

  private static String fenced(String language) throws IOException {
    var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    var found = block.matcher(Files.readString(README));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String exampleSource() throws IOException {
    String source = Files.readString(EXAMPLE);
    int begin = source.indexOf("// README: begin\n") + "// README: begin\n".length();
    return source.substring(begin, source.indexOf("  // README: end")).indent(-2);
  }
}
