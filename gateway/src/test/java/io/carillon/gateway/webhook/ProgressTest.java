package io.carillon.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final int METADATA_LENGTH_MAX = 4096;

  @Test
  @DisplayName("R47 whoever takes over sends what is not done, and nothing that is")
  void handOver() {
    // Given
    var progress = Progress.from(null);
    LongStream.range(10, 300).forEach(progress::begin);
    LongStream.range(10, 300)
        .filter(offset -> offset != 12 && offset != 150 && offset != 299)
        .forEach(progress::done);
    // When
    var next = Progress.from(progress.commit());
    var sent = LongStream.range(12, 303).filter(next::begin).boxed().toList();
    // Then
    assertThat(progress.commit().offset()).isEqualTo(12);
    assertThat(sent).containsExactly(12L, 150L, 299L, 300L, 301L, 302L);
  }

  @Test
  @DisplayName("R47 what a short owner did not even read is still known to the one after it")
  void twoHandOvers() {
    // Given
    var first = Progress.from(null);
    LongStream.range(0, 100).forEach(first::begin);
    LongStream.range(0, 100).filter(o -> o != 5 && o != 80).forEach(first::done);
    var second = Progress.from(first.commit());
    second.begin(5);
    second.begin(6);
    // When
    var third = Progress.from(second.commit());
    var sent = LongStream.range(5, 101).filter(third::begin).boxed().toList();
    // Then
    assertThat(sent).containsExactly(5L, 80L, 100L);
  }

  @Test
  @DisplayName("With nothing open the commit is where reading goes on")
  void nothingOpen() {
    // Given
    var progress = Progress.from(new OffsetAndMetadata(7));
    progress.begin(7);
    progress.done(7);
    // When
    progress.readTo(9);
    // Then
    assertThat(progress.commit()).isEqualTo(new OffsetAndMetadata(9, ""));
  }

  @Test
  @DisplayName("An open delivery that its topic does not hold any more holds nothing up")
  void expectedIsGone() {
    // Given
    var before = Progress.from(null);
    before.begin(3);
    before.begin(4);
    var progress = Progress.from(before.commit());
    // When
    progress.readTo(5);
    // Then
    assertThat(progress.commit().offset()).isEqualTo(5);
  }

  @Test
  @DisplayName("R165 a commit stays within what brokers take; what does not fit is sent again")
  void bounded() {
    // Given
    var progress = Progress.from(null);
    LongStream.range(0, 100_000).forEach(progress::begin);
    LongStream.range(0, 100_000).filter(offset -> offset % 2 == 1).forEach(progress::done);
    // When
    var commit = progress.commit();
    var next = Progress.from(commit);
    var done = LongStream.range(0, 100_000).filter(offset -> !next.begin(offset)).boxed().toList();
    // Then
    assertThat(commit.metadata().length()).isLessThan(METADATA_LENGTH_MAX);
    assertThat(done).hasSizeGreaterThan(2_000).allMatch(offset -> offset % 2 == 1);
  }

  @Test
  @DisplayName("Metadata of somebody else says nothing")
  void foreignMetadata() {
    // When
    var progress = Progress.from(new OffsetAndMetadata(5, "what is this?"));
    // Then
    assertThat(progress.begin(5)).isTrue();
    assertThat(progress.begin(6)).isTrue();
  }
}
