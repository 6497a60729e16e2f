package io.carillon.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What two gateways write of one source, of which the second takes over while the first, thought
/// dead, still writes.
class HandOverTest {
  private static final ChannelKey CHANNEL = new ChannelKey("app", "room");
  private static final int RECORDS = 40;

  @Property(tries = 1_000)
  @Label("R80 any mix of a late writer and its successor is seen once and in order")
  void anyMix(
      @ForAll @IntRange(max = RECORDS) int committed,
      @ForAll @IntRange(max = RECORDS) int writtenUncommitted,
      @ForAll @Size(2 * RECORDS) List<Boolean> successorsTurn) {
    // Given
    int end = Math.min(RECORDS, committed + writtenUncommitted);
    var log = new ArrayList<Long>();
    LongStream.range(0, committed).forEach(log::add);
    long late = committed;
    long successor = committed;
    for (boolean successors : successorsTurn) {
      if (successors && successor < RECORDS) {
        log.add(successor++);
      } else if (late < end) {
        log.add(late++);
      }
    }
    LongStream.range(successor, RECORDS).forEach(log::add);
    var sequences = new SourceSequences(Duration.ofMinutes(10), 100);
    // When
    var seen =
        log.stream()
            .filter(
                each -> !sequences.repeats(CHANNEL, Source.of("topic/0/route", each).repeated(), 0))
            .toList();
    // Then
    assertThat(seen).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
  }
}
