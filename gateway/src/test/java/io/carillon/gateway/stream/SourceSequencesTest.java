package io.carillon.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceSequencesTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final ChannelKey OTHER = new ChannelKey("app", "other");

  private final SourceSequences sequences = new SourceSequences(Duration.ofMinutes(10), 100);

  @Test
  @DisplayName("R80 a second try is a repeat when its sequence was seen, and none when it was not")
  void secondTry() {
    // Given
    sequences.repeats(ROOM, Source.of("s", 1), 0);
    sequences.repeats(ROOM, Source.of("s", 2), 0);
    // When
    boolean seen = sequences.repeats(ROOM, Source.of("s", 2).repeated(), 1);
    boolean fresh = sequences.repeats(ROOM, Source.of("s", 3).repeated(), 1);
    boolean seenNow = sequences.repeats(ROOM, Source.of("s", 3).repeated(), 1);
    // Then
    assertThat(seen).isTrue();
    assertThat(fresh).isFalse();
    assertThat(seenNow).isTrue();
  }

  @Test
  @DisplayName("Channels and sources do not mix")
  void apart() {
    // Given
    sequences.repeats(ROOM, Source.of("s", 5), 0);
    // When
    boolean otherChannel = sequences.repeats(OTHER, Source.of("s", 5).repeated(), 0);
    boolean otherSource = sequences.repeats(ROOM, Source.of("t", 5).repeated(), 0);
    // Then
    assertThat(otherChannel).isFalse();
    assertThat(otherSource).isFalse();
  }

  @Test
  @DisplayName("A source is remembered for the whole time, however many signs of life others give")
  void rememberedForItsTime() {
    // Given
    long tenMinutes = Duration.ofMinutes(10).toMillis();
    sequences.repeats(ROOM, Source.of("s", 1), 0);
    sequences.repeats(ROOM, Source.of("t", 1), tenMinutes);
    // When
    boolean inTime = sequences.repeats(ROOM, Source.of("s", 1).repeated(), tenMinutes);
    sequences.repeats(ROOM, Source.of("t", 2), 2 * tenMinutes + 1);
    // Then
    assertThat(inTime).isTrue();
    assertThat(sequences.size()).isEqualTo(1);
  }

  @Test
  @DisplayName("The number of sources is bounded: the one unheard of for longest goes")
  void bounded() {
    // When
    for (int i = 0; i < 500; i++) {
      sequences.repeats(ROOM, Source.of("s" + i, 1), 0);
    }
    // Then
    assertThat(sequences.size()).isEqualTo(100);
    assertThat(sequences.repeats(ROOM, Source.of("s499", 1).repeated(), 0)).isTrue();
  }
}
