package io.carillon.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.events.ChannelKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTokensTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final AppKey OLD = new AppKey("key-1", "secret-1");
  private static final AppKey NEW = new AppKey("key-2", "secret-2");

  private List<AppKey> keys = List.of(OLD);
  private final PositionTokens tokens =
      new PositionTokens(id -> Optional.of(App.of(id, OLD).withKeys(keys)));

  @BeforeEach
  void log() {
    tokens.of("the log");
  }

  @Test
  @DisplayName("R57 a token is opened to the place that it was sealed for")
  void opens() {
    // When
    String token = tokens.seal(ROOM, 1L << 40).orElseThrow();
    // Then
    assertThat(tokens.open(ROOM, token)).hasValue(1L << 40);
    assertThat(token).matches("[A-Za-z0-9_-]{1,64}");
  }

  @Test
  @DisplayName("R60 a token of another channel, app or log is none")
  void bound() {
    // Given
    String token = tokens.seal(ROOM, 7).orElseThrow();
    // When
    OptionalLong ofOtherChannel = tokens.open(new ChannelKey("app", "room2"), token);
    tokens.of("the log, made anew");
    // Then
    assertThat(ofOtherChannel).isEmpty();
    assertThat(tokens.open(ROOM, token)).isEmpty();
  }

  @Test
  @DisplayName("R152 no change of a token is believed")
  void forged() {
    // Given
    String token = tokens.seal(ROOM, 7).orElseThrow();
    // When
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'B' ? 'C' : 'B';
      var forged = token.substring(0, i) + other + token.substring(i + 1);
      // Then
      assertThat(tokens.open(ROOM, forged)).as(forged).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "!!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "é"})
  @DisplayName("R60 what is no token is no place")
  void noToken(String shown) {
    // When
    OptionalLong opened = tokens.open(ROOM, shown);
    // Then
    assertThat(opened).isEmpty();
  }

  @Test
  @DisplayName("R9 a token stays good while the secret is one of the app's")
  void rotation() {
    // Given
    String token = tokens.seal(ROOM, 7).orElseThrow();
    // When
    keys = List.of(NEW, OLD);
    OptionalLong whileBoth = tokens.open(ROOM, token);
    keys = List.of(NEW);
    // Then
    assertThat(whileBoth).hasValue(7);
    assertThat(tokens.open(ROOM, token)).isEmpty();
  }
}
