package io.carillon.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.Partitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
  private static final int PARTITIONS = 2;
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final int HOME = Partitions.of(ROOM.bytes(), PARTITIONS);
  private static final int ALL = Integer.MAX_VALUE;

  private final ReplayBuffer buffer = new ReplayBuffer(PARTITIONS, 4 << 16);

  @Test
  @DisplayName("R58 a channel's events from a place on come in order, whole, and no others")
  void inOrder() {
    // Given
    buffer.restartAt(HOME, 5, 0);
    ChannelEvent first = ChannelEvent.ofClient(ROOM, "client-é", bytes("{\"a\":1}"), "1.2", "ana");
    append(5, first);
    append(6, event(neighbour(), "other"));
    append(7, event(ROOM, "second"));
    append(9, event(ROOM, "third"));
    // When
    Optional<Replayed> all = buffer.read(ROOM, 5, 9, ALL);
    // Then
    assertThat(all)
        .contains(
            new Replayed(
                List.of(
                    new PlacedEvent(5, 1_005, first),
                    new PlacedEvent(7, 1_007, event(ROOM, "second"))),
                9,
                true));
  }

  @Test
  @DisplayName("R58 a slice ends between two events, and the next one begins there")
  void slices() {
    // Given
    buffer.restartAt(HOME, 0, 0);
    for (int offset = 0; offset < 5; offset++) {
      append(offset, event(ROOM, "text " + offset));
    }
    // When
    var texts = new ArrayList<String>();
    long next = 0;
    for (boolean whole = false; !whole; ) {
      Replayed slice = buffer.read(ROOM, next, 5, 1).orElseThrow();
      slice.events().forEach(each -> texts.add(each.event().text()));
      next = slice.next();
      whole = slice.whole();
    }
    // Then
    assertThat(texts).containsExactly("text 0", "text 1", "text 2", "text 3", "text 4");
  }

  @Test
  @DisplayName("R58 what was not read, or is gone, is not promised")
  void notPromised() {
    // Given
    buffer.restartAt(HOME, 10, 0);
    // When
    append(10, event(ROOM, "x"));
    // Then
    assertThat(buffer.read(ROOM, 9, 11, ALL)).isEmpty();
    assertThat(buffer.reaches(ROOM, 10)).isTrue();
    assertThat(buffer.reaches(ROOM, 9)).isFalse();
  }

  @Test
  @DisplayName("R59 memory is bounded: the eldest events go, and that is known")
  void bounded() {
    // Given
    buffer.restartAt(HOME, 0, 0);
    String text = "x".repeat(1_000);
    // When
    for (int offset = 0; offset < 2_000; offset++) {
      append(offset, event(ROOM, text));
    }
    // Then
    assertThat(buffer.bytes()).isLessThanOrEqualTo(4 << 16);
    assertThat(buffer.reaches(ROOM, 0)).isFalse();
    assertThat(buffer.read(ROOM, 1_900, 2_000, ALL).orElseThrow().events()).hasSize(100);
    assertThat(buffer.reachesTime(ROOM, 1_000)).isFalse();
    assertThat(buffer.reachesTime(ROOM, 2_900)).isTrue();
  }

  @Test
  @DisplayName("R59 an event that is larger than a block is kept as well")
  void large() {
    // Given
    buffer.restartAt(HOME, 0, 0);
    append(0, event(ROOM, "before"));
    // When
    append(1, event(ROOM, "x".repeat(100_000)));
    append(2, event(ROOM, "after"));
    // Then
    assertThat(buffer.read(ROOM, 0, 3, ALL).orElseThrow().events())
        .extracting(each -> each.event().data().length)
        .containsExactly(6, 100_000, 5);
  }

  @Test
  @DisplayName("R60 of another log nothing is left")
  void restarts() {
    // Given
    buffer.restartAt(HOME, 0, 0);
    append(0, event(ROOM, "of the old log"));
    // When
    buffer.restartAt(HOME, 0, 0);
    // Then
    assertThat(buffer.read(ROOM, 0, 1, ALL).orElseThrow().events()).isEmpty();
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  @DisplayName("R61 the last events of a channel come in order, as many as are wanted")
  void last() {
    // Given
    buffer.restartAt(HOME, 0, 0);
    for (int offset = 0; offset < 10; offset++) {
      append(offset, event(offset % 2 == 0 ? ROOM : neighbour(), "text " + offset));
    }
    // When
    List<PlacedEvent> last = buffer.last(ROOM, 10, 3);
    // Then
    assertThat(last)
        .extracting(each -> each.event().text())
        .containsExactly("text 4", "text 6", "text 8");
  }

  @Test
  @DisplayName("R58 whatever is appended and given up, what is promised is what was appended")
  void asAppended() {
    // Given
    var random = new Random(4);
    var channels = new ArrayList<ChannelKey>();
    for (int i = 0; channels.size() < 700; i++) {
      channels.add(new ChannelKey("app", "channel-" + i));
    }
    var appended = new HashMap<ChannelKey, List<PlacedEvent>>();
    var next = new long[PARTITIONS];
    Map<ChannelKey, Long> asked = new HashMap<>();
    buffer.restartAt(0, 0, 0);
    buffer.restartAt(1, 0, 0);
    // When
    for (int i = 0; i < 20_000; i++) {
      ChannelKey key = channels.get((int) (random.nextDouble() * random.nextDouble() * 700));
      int partition = Partitions.of(key.bytes(), PARTITIONS);
      var placed =
          new PlacedEvent(next[partition]++, i, event(key, "x".repeat(random.nextInt(300))));
      buffer.append(partition, placed);
      appended.computeIfAbsent(key, each -> new ArrayList<>()).add(placed);
      asked.putIfAbsent(key, placed.offset() + random.nextInt(5_000));
    }
    // Then
    int promised = 0;
    for (var each : asked.entrySet()) {
      var found = buffer.read(each.getKey(), each.getValue(), Long.MAX_VALUE, ALL);
      if (found.isPresent()) {
        promised++;
        assertThat(found.get().events())
            .isEqualTo(
                appended.getOrDefault(each.getKey(), List.of()).stream()
                    .filter(placed -> placed.offset() >= each.getValue())
                    .toList());
      }
    }
    assertThat(promised).isPositive();
  }

  private void append(long offset, ChannelEvent event) {
    buffer.append(HOME, new PlacedEvent(offset, 1_000 + offset, event));
  }

  /// Another channel of the same partition.
  private static ChannelKey neighbour() {
    for (int i = 0; ; i++) {
      var other = new ChannelKey("app", "neighbour-" + i);
      if (Partitions.of(other.bytes(), PARTITIONS) == HOME) {
        return other;
      }
    }
  }

  private static ChannelEvent event(ChannelKey key, String text) {
    return ChannelEvent.of(key, "e", text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
