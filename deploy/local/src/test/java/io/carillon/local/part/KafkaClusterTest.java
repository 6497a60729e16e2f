package io.carillon.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.local.part.KafkaCluster.NodePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {
  private static final List<NodePorts> ONE = List.of(new NodePorts(9092, 9093));

  @TempDir private Path directory;

  @Test
  void keepsItsIdAsLongAsItsData() throws IOException {
    // Given
    var first = KafkaCluster.in(directory, ONE);
    // When
    var again = KafkaCluster.in(directory, ONE);
    // Then
    assertThat(again.id()).isEqualTo(first.id()).hasSize(22);
  }

  @Test
  void twoBrokersAreRefused() {
    // Given
    var two = List.of(new NodePorts(9092, 9093), new NodePorts(9192, 9193));
    // When
    var attempt = assertThatThrownBy(() -> new KafkaCluster("id", two));
    // Then
    attempt.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 broker or 3");
  }
}
