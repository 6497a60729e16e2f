package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformKeyTest {
  private static final PlatformKey KEY = PlatformKey.of(PlatformKey.generate());

  @Property(tries = 200)
  void whatIsSealedOpens(@ForAll @AlphaChars String secret) {
    assertThat(KEY.open(KEY.seal(secret, "shop"), "shop")).contains(secret);
  }

  @Property(tries = 200)
  void changedTextDoesNotOpen(@ForAll @Size(2) @UniqueElements List<Byte> bytes) {
    var sealed = Base64.getDecoder().decode(KEY.seal("secret", "shop").substring(2));
    for (var at = 0; at < sealed.length; at++) {
      var changed = sealed.clone();
      changed[at] ^= (byte) (bytes.getFirst() ^ bytes.getLast());
      assertThat(KEY.open("1:" + Base64.getEncoder().encodeToString(changed), "shop")).isEmpty();
    }
  }

  @Test
  @DisplayName("R6 a sealed secret neither shows nor repeats")
  void sealedTextShowsNothing() {
    // When
    var first = KEY.seal("secret", "shop");
    var second = KEY.seal("secret", "shop");
    // Then
    assertThat(first).isNotEqualTo(second).doesNotContain("secret").startsWith("1:");
    assertThat(KEY).hasToString("PlatformKey");
  }

  @Test
  @DisplayName("R6 a secret opens for its own app and by its own key only")
  void boundToAppAndKey() {
    // Given
    var sealed = KEY.seal("secret", "shop");
    // When
    var otherApp = KEY.open(sealed, "other");
    var otherKey = PlatformKey.of(PlatformKey.generate()).open(sealed, "shop");
    // Then
    assertThat(otherApp).isEmpty();
    assertThat(otherKey).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:", "1:AAAA", "1:not base64", "2:AAAA", "secret"})
  @DisplayName("R6 what was never sealed does not open")
  void neverSealed(String text) {
    assertThat(KEY.open(text, "shop")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "c2hvcnQ=", "not base64 at all!"})
  @DisplayName("R6 a key that is not base64 of 32 bytes is refused, and not repeated")
  void badKeys(String base64) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformKey.of(base64))
        .withMessageStartingWith("the platform key must be base64 of 32 bytes")
        .satisfies(e ->
            assertThat(base64.isEmpty() || !String.valueOf(e.getMessage()).contains(base64))
                .isTrue());
  }
}
