package io.carillon.gateway.mend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord.TerminateUser;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Partitions;
import io.carillon.events.Source;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMenderTest {
  private static final int PARTITIONS = 8;
  private static final ChannelKey LOBBY = new ChannelKey("app", "lobby");
  private static final int HOME = Partitions.of(LOBBY.bytes(), PARTITIONS);
  private static final int FOREIGN = (HOME + 1) % PARTITIONS;

  private final LogMender mender =
      new LogMender("dead", PARTITIONS, "app"::equals, InstantSource.system());

  @Test
  @DisplayName("R50 a record at home is left alone")
  void atHome() {
    // Given
    var record = read(written(ChannelEvent.of(LOBBY, "e", "1")), HOME);
    // When
    var outputs = mender.outputs(record, "log-id");
    // Then
    assertThat(outputs).isEmpty();
  }

  @Test
  @DisplayName("R50 a stray goes home with its headers, and its place is where it stood")
  void strayGoesHome() throws BrokenRecord {
    // Given
    var event =
        ChannelEvent.of(LOBBY, "e", "1")
            .excluding("1.2")
            .identified("id-1")
            .from(Source.of("an own source", 7));
    var stray = read(written(event), FOREIGN);
    stray.headers().add("another-teams", "x".getBytes(UTF_8));
    // When
    var moved = mender.outputs(stray, "log-id").getFirst();
    // Then
    assertThat(moved.partition()).isEqualTo(HOME);
    assertThat(moved.topic()).isEqualTo("log");
    assertThat(new ChannelEventCodec().decode(read(moved, HOME)))
        .isEqualTo(event.from(new Source("log-id/" + FOREIGN, 42, true)));
    assertThat(moved.headers().headers("source")).hasSize(1);
    assertThat(moved.headers().lastHeader("another-teams")).isNotNull();
    assertThat(mender.moved()).isEqualTo(1);
    assertThat(mender.outputs(read(moved, HOME), "log-id")).isEmpty();
  }

  @Test
  @DisplayName("R33 a command in its home partition is no broken record")
  void commands() {
    // Given
    var control = new ControlCodec().encode("log", new TerminateUser("app", "ana"));
    var record = read(control, Partitions.of(control.key(), PARTITIONS));
    // When
    var outputs = mender.outputs(record, "log-id");
    // Then
    assertThat(outputs).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "app/lobby,,1,event",
    ",e,1,key",
    "lobby,e,1,key",
    "app/not a channel,e,1,channel",
    "app/#users,e,1,channel",
    "other/lobby,e,1,app",
    "app/lobby,e,,data"
  })
  @DisplayName("R56 what is broken is a dead letter with its reason, wherever it stands")
  void broken(@Nullable String key, @Nullable String event, @Nullable String data, String reason)
      throws BrokenRecord {
    // Given
    var headers = new RecordHeaders();
    if (event != null) {
      headers.add("event", event.getBytes(UTF_8));
    }
    var record = record(bytes(key), bytes(data), headers, FOREIGN);
    // When
    var outputs = mender.outputs(record, "log-id");
    // Then
    assertThat(reasons(outputs)).containsExactly(reason);
    assertThat(mender.broken()).isEqualTo(1);
    assertThat(mender.moved()).isZero();
  }

  @Test
  @DisplayName("R56 data above a megabyte and data that is no text are dead letters")
  void brokenData() throws BrokenRecord {
    // Given
    var large = read(written(ChannelEvent.of(LOBBY, "e", new byte[1_048_577])), HOME);
    var noText = read(written(ChannelEvent.of(LOBBY, "e", new byte[] {(byte) 0xFF})), HOME);
    // When
    var ofLarge = mender.outputs(large, "log-id");
    var ofNoText = mender.outputs(noText, "log-id");
    // Then
    assertThat(reasons(ofLarge)).containsExactly("data");
    assertThat(reasons(ofNoText)).containsExactly("data");
  }

  private static List<String> reasons(List<ProducerRecord<byte[], byte[]>> outputs)
      throws BrokenRecord {
    var reasons = new ArrayList<String>();
    for (var each : outputs) {
      assertThat(each.topic()).isEqualTo("dead");
      reasons.add(new DeadLetterCodec().decode(read(each, 0)).reason());
    }
    return reasons;
  }

  private static ProducerRecord<byte[], byte[]> written(ChannelEvent event) {
    return new ChannelEventCodec().encode("log", event);
  }

  private static ConsumerRecord<byte[], byte[]> read(
      ProducerRecord<byte[], byte[]> written, int partition) {
    return record(
        written.key(), written.value(), new RecordHeaders(written.headers().toArray()), partition);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers, int partition) {
    return new ConsumerRecord<>(
        "log",
        partition,
        42,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }
}
