package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeatsTest {
  private final Seats<Taken> seats = new Seats<>();

  private record Taken(String channel) implements Seats.OnChannel {}

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 9, 40})
  @DisplayName("R28 whatever comes and goes, few or many, the seats are those of a map")
  void likeMap(int channels) {
    // Given
    var random = new Random(channels);
    Map<String, Taken> expected = new HashMap<>();
    for (int step = 0; step < 2_000; step++) {
      var channel = "channel-" + random.nextInt(channels);
      // When
      if (expected.containsKey(channel)) {
        assertThat(seats.remove(channel)).isSameAs(expected.remove(channel));
      } else {
        var seat = new Taken(channel);
        seats.add(seat);
        expected.put(channel, seat);
      }
      // Then
      assertThat(seats.size()).isEqualTo(expected.size());
      assertThat(seats.get(channel)).isSameAs(expected.get(channel));
      assertThat(seats.remove("none")).isNull();
    }
    assertThat(all()).containsExactlyInAnyOrderElementsOf(expected.values());
    seats.clear();
    assertThat(all()).isEmpty();
  }

  private List<Taken> all() {
    var all = new ArrayList<Taken>();
    seats.forEach(all::add);
    return all;
  }
}
