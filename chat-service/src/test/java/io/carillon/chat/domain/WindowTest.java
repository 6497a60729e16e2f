package io.carillon.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.chat.domain.Place.After;
import io.carillon.chat.domain.Place.Around;
import io.carillon.chat.domain.Place.Before;
import io.carillon.chat.domain.Place.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  @ParameterizedTest
  @DisplayName("R65 the latest page ends at the last message")
  @CsvSource({"100,50,51,101,true", "50,50,1,51,false", "3,50,1,4,false", "0,50,1,1,false"})
  void latest(long last, int limit, long from, long until, boolean olderExist) {
    // When
    var window = Window.of(new Latest(), limit, last);
    // Then
    assertThat(window).isEqualTo(new Window(from, until, olderExist, false));
  }

  @ParameterizedTest
  @DisplayName("R81 a page before a place")
  @CsvSource({
    "51,1,51,false,true",
    "60,10,60,true,true",
    "1,1,1,false,true",
    "101,51,101,true,false",
    "999,51,101,true,false",
  })
  void before(long sequence, long from, long until, boolean olderExist, boolean newerExist) {
    // When
    var window = Window.of(new Before(sequence), 50, 100);
    // Then
    assertThat(window).isEqualTo(new Window(from, until, olderExist, newerExist));
  }

  @ParameterizedTest
  @DisplayName("R81 a page after a place, and since a sequence")
  @CsvSource({
    "0,1,51,false,true",
    "-7,1,51,false,true",
    "90,91,101,true,false",
    "100,101,101,true,false",
    "9223372036854775807,101,101,true,false",
  })
  void after(long sequence, long from, long until, boolean olderExist, boolean newerExist) {
    // When
    var window = Window.of(new After(sequence), 50, 100);
    // Then
    assertThat(window).isEqualTo(new Window(from, until, olderExist, newerExist));
  }

  @ParameterizedTest
  @DisplayName("R81 a page around a message holds it, and is full where the conversation is")
  @ValueSource(longs = {1, 2, 25, 50, 99, 100})
  void around(long sequence) {
    // When
    var window = Window.of(new Around(sequence), 10, 100);
    // Then
    assertThat(window.until() - window.from()).isEqualTo(10);
    assertThat(sequence).isBetween(window.from(), window.until() - 1);
  }

  @ParameterizedTest
  @DisplayName("R81 walking back from the latest page meets every message once")
  @ValueSource(ints = {1, 7, 50, 100, 200})
  void walkingBack(int limit) {
    // Given
    var met = new ArrayList<Long>();
    var window = Window.of(new Latest(), limit, 100);
    // When
    meet(window, met);
    while (window.olderExist()) {
      window = Window.of(new Before(window.from()), limit, 100);
      meet(window, met);
    }
    // Then
    assertThat(met).doesNotHaveDuplicates().hasSize(100);
  }

  @Test
  @DisplayName("R81 a page stays the same while messages are added")
  void stable() {
    // When
    var earlier = Window.of(new Before(60), 10, 100);
    var later = Window.of(new Before(60), 10, 5000);
    // Then
    assertThat(later).isEqualTo(earlier);
  }

  private static void meet(Window window, List<Long> met) {
    LongStream.range(window.from(), window.until()).forEach(met::add);
  }
}
