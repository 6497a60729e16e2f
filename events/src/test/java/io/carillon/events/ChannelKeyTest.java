package io.carillon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelKeyTest {
  @Test
  @DisplayName("R50 the key of a record is app/channel")
  void readsWhatItWrites() {
    // Given
    var key = new ChannelKey("app-id", "presence-room@1,2.3;4");
    // When
    var read = ChannelKey.parse(key.bytes());
    // Then
    assertThat(key.value()).isEqualTo("app-id/presence-room@1,2.3;4");
    assertThat(read).isEqualTo(key);
  }

  @Test
  void theAppEndsAtTheFirstSlash() {
    // When
    var key = ChannelKey.parse("app/#server-to-user-a/b");
    // Then
    assertThat(key).isEqualTo(new ChannelKey("app", "#server-to-user-a/b"));
  }

  @Test
  @DisplayName("R33 an app's signed-in users have a place that is no channel of anybody")
  void placeOfUsers() {
    // When
    var place = ChannelKey.ofUsers("app");
    // Then
    assertThat(place.holdsUsers()).isTrue();
    assertThat(ChannelKey.parse(place.value())).isEqualTo(place);
    assertThat(new ChannelKey("app", "users").holdsUsers()).isFalse();
    assertThat(new ChannelKey("app", "#server-to-user-#users").holdsUsers()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app", "/room", "app/", "a b/room", "app/ro\tom", "äpp/room"})
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> ChannelKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> ChannelKey.parse(new byte[] {'a', '/', (byte) 0xFF}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UTF-8");
  }
}
