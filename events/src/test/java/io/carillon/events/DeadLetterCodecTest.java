package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.BrokenRecord.Reason;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadLetterCodecTest {
  private final DeadLetterCodec codec = new DeadLetterCodec();

  @Test
  @DisplayName("R56 a broken record is kept as it was, with where it stood and why")
  void keepsTheRecordAndTheReason() throws Exception {
    // Given
    var headers = new RecordHeaders();
    headers.add("sequence", "x".getBytes(UTF_8));
    var broken = Records.read("log", bytes("app/room"), headers, bytes("data"));
    // When
    var letter = Records.read(codec.encode("dead", broken, new BrokenRecord(Reason.HEADER, "why")));
    // Then
    assertThat(codec.decode(letter)).isEqualTo(new DeadLetter("log", 3, 42, "header", "why", 4));
    assertThat(letter.key()).isEqualTo(bytes("app/room"));
    assertThat(letter.value()).isEqualTo(bytes("data"));
    assertThat(codec.originalHeaders(letter)).containsExactly(headers.toArray());
  }

  @Test
  @DisplayName("R56 an oversize value is left out, and its length told")
  void leavesOutWhatIsTooLarge() throws Exception {
    // Given
    int size = DeadLetterCodec.VALUE_BYTES_MAX + 1;
    var refused = new ProducerRecord<>("log", bytes("app/room"), new byte[size]);
    // When
    var letter =
        Records.read(codec.encode("dead", refused, "RecordTooLargeException", "too large"));
    // Then
    assertThat(letter.value()).isNull();
    assertThat(codec.decode(letter))
        .isEqualTo(new DeadLetter("log", -1, -1, "RecordTooLargeException", "too large", size));
  }

  @Test
  void headersAreBounded() throws Exception {
    // Given
    var headers = new RecordHeaders();
    headers.add("huge", new byte[1 << 20]);
    headers.add("event", bytes("said"));
    var broken = Records.read("log", new byte[1 << 20], headers, bytes("data"));
    // When
    var letter = Records.read(codec.encode("dead", broken, new BrokenRecord(Reason.KEY, "why")));
    // Then
    assertThat(letter.key()).isNull();
    assertThat(codec.originalHeaders(letter)).extracting("key").containsExactly("event");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
