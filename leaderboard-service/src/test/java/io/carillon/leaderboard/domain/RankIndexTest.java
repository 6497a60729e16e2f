package io.carillon.leaderboard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RankIndexTest {

  // Deep enough for three levels, with splits and merges of leaves and branches.
  private static final int MANY = 60_000;

  private final RankIndex index = new RankIndex();

  @Test
  @DisplayName("R121 ranks stay exact while tens of thousands come and go in random order")
  void ranksStayExact() {
    // Given
    var random = new Random(113);
    var model = new ArrayList<Place>();

    // When
    for (var i = 0; i < MANY; i++) {
      var place = new Place(random.nextLong(500), random.nextLong(500), i);
      index.add(place);
      model.add(place);
    }
    model.sort(null);
    assertSame(model);
    Collections.shuffle(model, random);
    var rest = new ArrayList<>(model.subList(0, MANY / 50));
    model.subList(MANY / 50, MANY).forEach(index::remove);

    // Then
    rest.sort(null);
    assertSame(rest);
  }

  @Test
  @DisplayName("R121 one by one removal ends in an empty index that can be filled again")
  void emptiedAndFilledAgain() {
    // Given
    var places = IntStream.range(0, MANY).mapToObj(i -> new Place(i, 0, i)).toList();
    places.forEach(index::add);

    // When
    places.forEach(index::remove);
    places.reversed().forEach(index::add);

    // Then
    assertSame(places);
  }

  @Test
  void rankOfAPlaceThatIsNotThere() {
    // Given
    index.add(new Place(10, 0, 0));
    index.add(new Place(30, 0, 1));

    // When
    var before = index.before(new Place(20, 0, 2));

    // Then
    assertThat(before).isEqualTo(1);
  }

  @Test
  void extremeKeysKeepTheirOrder() {
    // Given
    var places =
        List.of(
            new Place(Long.MIN_VALUE, 0, 0),
            new Place(-1, Long.MAX_VALUE, 1),
            new Place(0, 0, 2),
            new Place(Long.MAX_VALUE, 0, 3));

    // When
    places.reversed().forEach(index::add);

    // Then
    assertSame(places);
  }

  @Test
  void removingWhatIsNotThereIsABug() {
    index.add(new Place(1, 1, 1));

    assertThatThrownBy(() -> index.remove(new Place(1, 1, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("owner=2");
  }

  private void assertSame(List<Place> model) {
    assertThat(index.size()).isEqualTo(model.size());
    assertThat(owners(0, model.size())).isEqualTo(model.stream().map(Place::owner).toList());
    for (var rank = 0; rank < model.size(); rank += 97) {
      assertThat(index.before(model.get(rank))).isEqualTo(rank);
      assertThat(owners(rank, 3))
          .isEqualTo(model.stream().skip(rank).limit(3).map(Place::owner).toList());
    }
  }

  private List<Integer> owners(long skip, int limit) {
    var owners = new ArrayList<Integer>();
    index.visit(skip, limit, owners::add);
    return owners;
  }
}
