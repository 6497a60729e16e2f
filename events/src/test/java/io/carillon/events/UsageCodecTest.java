package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.events.UsageRecord.Calls;
import io.carillon.events.UsageRecord.Publications;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageCodecTest {
  private final UsageCodec codec = new UsageCodec();

  @Test
  @DisplayName("R145 what was written is read")
  void roundTrip() throws BrokenRecord {
    // Given
    var all =
        List.of(
            new Publications("app", "life-1", 20_000, 17, 1_728_000_000_123L),
            new Calls("app", "life-1", 5));
    var read = new ArrayList<UsageRecord>();
    // When
    for (UsageRecord usage : all) {
      var written = codec.encode("usage", usage);
      read.add(codec.decode(new ConsumerRecord<>("usage", 0, 0, written.key(), written.value())));
    }
    // Then
    assertThat(read).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app publications|1 2 3",
        "app life x|1 2 3",
        "a/b life publications|1 2 3",
        "app life publications|1 2",
        "app life publications|1 2 -3",
        "app life publications|one 2 3",
        "app life publications|1 99999999999999999999 3",
        "app life calls|0",
        "app life calls|1 2",
        "app life calls|x",
      })
  @DisplayName("R83 a broken record is named broken, whatever is wrong with it")
  void broken(String key, String value) {
    // Given
    var record =
        new ConsumerRecord<>(
            "usage",
            0,
            0,
            key.replace(' ', '\t').getBytes(UTF_8),
            value.replace(' ', '\t').getBytes(UTF_8));
    // When, then
    assertThatThrownBy(() -> codec.decode(record)).isInstanceOf(BrokenRecord.class);
  }

  @Test
  @DisplayName("R83 a tombstone says nothing, and is named broken")
  void tombstone() {
    // Given
    byte[] key = "app\tlife\tcalls".getBytes(UTF_8);
    // When, then
    assertThatThrownBy(
            () -> codec.decode(new ConsumerRecord<byte[], byte[]>("usage", 0, 0, key, null)))
        .isInstanceOf(BrokenRecord.class);
  }
}
