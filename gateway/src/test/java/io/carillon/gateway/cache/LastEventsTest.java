package io.carillon.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastEventsTest {
  private static final int DATA_BYTES = 1_000;
  private static final long ROOM_FOR_TWO = 3_600;

  private Instant now = Instant.ofEpochMilli(1_000_000);
  private final LastEvents events = new LastEvents(Duration.ofMinutes(30), ROOM_FOR_TWO, () -> now);

  @Test
  @DisplayName("R49 a channel's next event takes the place of the one before")
  void replaces() {
    // Given
    events.put(event("a", 1));
    // When
    events.put(event("a", 2));
    // Then
    assertThat(events.find(key("a"))).contains(event("a", 2));
    assertThat(events.size()).isOne();
  }

  @Test
  @DisplayName("R49 an event is given for its time to live, which its place in the log begins")
  void expires() {
    // Given
    var event = event("a", 1);
    events.put(event);
    // When
    now = now.plus(Duration.ofMinutes(29));
    var late = events.find(key("a"));
    long left = events.secondsLeft(event);
    now = now.plus(Duration.ofMinutes(1));
    // Then
    assertThat(late).contains(event);
    assertThat(left).isEqualTo(60);
    assertThat(events.find(key("a"))).isEmpty();
  }

  @Test
  @DisplayName("Events that are too old are forgotten when others come")
  void expiredAreForgotten() {
    // Given
    events.put(event("a", 1));
    now = now.plus(Duration.ofMinutes(30));
    // When
    events.put(new CachedEvent(key("b"), 2, now.toEpochMilli(), "e", data(2)));
    // Then
    assertThat(events.size()).isOne();
    assertThat(events.forgotten()).isZero();
  }

  @Test
  @DisplayName("R165 past the bound the oldest gives up its data and keeps its place on the log")
  void oldestGivesUpData() {
    // Given
    events.put(event("a", 1));
    events.put(event("b", 2));
    // When
    events.put(event("c", 3));
    // Then
    assertThat(events.find(key("a"))).isEmpty();
    assertThat(events.offsetOnLog(key("a"))).hasValue(1);
    assertThat(events.find(key("c"))).isPresent();
    assertThat(events.bytes()).isLessThanOrEqualTo(ROOM_FOR_TWO);
  }

  @Test
  @DisplayName("R165 when places alone take half of the room the oldest are forgotten, and counted")
  void oldestPlacesAreForgotten() {
    // When
    for (int i = 0; i < 100; i++) {
      events.put(event("room-" + i, i));
    }
    // Then
    assertThat(events.bytes()).isLessThanOrEqualTo(ROOM_FOR_TWO);
    assertThat(events.forgotten()).isPositive().isEqualTo(100 - events.size());
    assertThat(events.offsetOnLog(key("room-0"))).isEmpty();
    assertThat(events.find(key("room-99"))).isPresent();
  }

  @Test
  @DisplayName("R49 data that was read again is given, unless the channel has gone on meanwhile")
  void loaded() {
    // Given
    events.put(event("a", 1));
    events.put(event("b", 2));
    events.put(event("c", 3));
    events.put(event("b", 4));
    // When
    events.loaded(event("a", 1));
    events.loaded(event("b", 2));
    events.loaded(event("c", 2));
    // Then
    assertThat(events.find(key("a"))).contains(event("a", 1));
    assertThat(events.find(key("b"))).contains(event("b", 4));
    assertThat(events.offsetOnLog(key("c"))).hasValue(3);
  }

  @Test
  @DisplayName("R49 of copies the one that stands last counts, whatever their order; none too old")
  void restores() {
    // When
    events.restore(event("a", 5));
    events.restore(event("a", 4));
    events.restore(
        new CachedEvent(key("b"), 1, now.minus(Duration.ofHours(1)).toEpochMilli(), "e", data(1)));
    // Then
    assertThat(events.find(key("a"))).contains(event("a", 5));
    assertThat(events.size()).isOne();
  }

  @Test
  @DisplayName("R49 a log that was made anew goes on below what was copied of the old one")
  void newLog() {
    // Given
    events.restore(event("a", 500));
    // When
    events.put(event("a", 3));
    // Then
    assertThat(events.find(key("a"))).contains(event("a", 3));
  }

  @Test
  @DisplayName("What was cleared takes no room")
  void clears() {
    // Given
    events.put(event("a", 1));
    events.put(event("b", 2));
    events.put(event("c", 3));
    // When
    events.clear();
    // Then
    assertThat(events.size()).isZero();
    assertThat(events.bytes()).isZero();
    assertThat(events.offsetOnLog(key("a"))).isEmpty();
  }

  @Test
  @DisplayName("What came since a number is told once, with data or without")
  void above() {
    // Given
    events.put(event("a", 1));
    long before = events.above(0).number();
    // When
    events.put(event("b", 2));
    events.put(event("c", 3));
    events.put(event("d", 4));
    var latest = events.above(before);
    // Then
    assertThat(latest.places())
        .extracting(LastEvents.Place::offset)
        .containsExactlyInAnyOrder(2L, 3L, 4L);
    assertThat(events.above(latest.number()).places()).isEmpty();
  }

  private CachedEvent event(String channel, long offset) {
    return new CachedEvent(
        key(channel), offset, Instant.ofEpochMilli(1_000_000).toEpochMilli(), "e", data(offset));
  }

  private static byte[] data(long offset) {
    return (offset + "x".repeat(DATA_BYTES)).substring(0, DATA_BYTES).getBytes(UTF_8);
  }

  private static ChannelKey key(String channel) {
    return new ChannelKey("app", "cache-" + channel);
  }
}
