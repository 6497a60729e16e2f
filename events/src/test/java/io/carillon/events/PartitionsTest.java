package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
  @Property
  void isWhereKafkaPutsTheKey(
      @ForAll @NotEmpty byte[] key, @ForAll @IntRange(min = 1, max = 1000) int count) {
    assertThat(Partitions.of(key, count))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, count))
        .isBetween(0, count - 1);
  }

  @ParameterizedTest
  @DisplayName("R51 a key never moves: these are fixed for life")
  @CsvSource({"app-id/room, 6", "app-id/presence-workspace-demo, 35", "app/ü, 17"})
  void theHomeOfAKeyIsFixed(String key, int partition) {
    assertThat(Partitions.of(key.getBytes(UTF_8), 64)).isEqualTo(partition);
  }
}
