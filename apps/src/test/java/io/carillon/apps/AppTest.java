package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppTest {

  @Test
  @DisplayName("R9 an app may have several keys at once, each with its secret")
  void severalKeys() {
    // Given
    var app = Samples.complete();
    // When
    var first = app.secretOf("shop-key");
    var second = app.secretOf("shop-key-2");
    // Then
    assertThat(first).contains(Samples.SECRET);
    assertThat(second).contains("another-one");
    assertThat(app.secretOf("other")).isEmpty();
    assertThat(app.signingKey().key()).isEqualTo("shop-key");
  }

  @Test
  @DisplayName("R6 no string of an app carries a secret")
  void secretsDoNotShow() {
    assertThat(Samples.complete().toString())
        .contains("shop-key")
        .doesNotContain(Samples.SECRET)
        .doesNotContain("another-one");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example, true",
    "https://shop.example, https://SHOP.example, true",
    "https://shop.example, http://shop.example, false",
    "https://shop.example, https://shop.example:8443, false",
    "https://shop.example, https://shop.example.evil, false",
    "https://*.shop.example, https://a.shop.example, true",
    "https://*.shop.example, https://a.b.shop.example, true",
    "https://*.shop.example, https://shop.example, false",
    "https://*.shop.example, https://.shop.example, false",
    "https://*.shop.example, https://evilshop.example, false",
    "https://*.shop.example, http://a.shop.example, false",
    "https://*.shop.example, https://evil.example/.shop.example, false",
    "https://*.shop.example, null, false",
    "*, https://anything.example, true",
  })
  @DisplayName("R149 an origin is allowed by name, by the domain above it, or by a star")
  void origins(String allowed, String origin, boolean result) {
    assertThat(Samples.withOrigins(allowed).allowsOrigin(origin)).isEqualTo(result);
  }

  @Test
  @DisplayName("R149 an app that lists no origins allows none by itself")
  void noOrigins() {
    assertThat(Samples.app("shop").allowsOrigin("https://shop.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "https://",
        "https://shop.example/",
        "ftp://x",
        "https://a.*.b"
      })
  @DisplayName("R149 what is no origin is refused")
  void badOrigins(String origin) {
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.withOrigins(origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a:b", "ü"})
  @DisplayName("R150 ids and keys have few characters")
  void badIds(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> App.of(id, new AppKey("k", "s")));
    assertThatIllegalArgumentException().isThrownBy(() -> new AppKey(id, "s"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> App.of("x".repeat(65), new AppKey("k", "s")));
  }

  @Test
  @DisplayName("R11 a paused app keeps everything else")
  void paused() {
    // Given
    var app = Samples.app("shop");
    // When
    var paused = app.asPaused();
    // Then
    assertThat(paused.paused()).isTrue();
    assertThat(paused).usingRecursiveComparison().ignoringFields("paused").isEqualTo(app);
  }

  @Test
  @DisplayName("R41 event data is at most 1 MB, no limit is below 1")
  void limits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AppLimits(1, 1, 1, 1, 1, 1, 1, 1, 1_048_577, 1))
        .withMessageContaining("eventBytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AppLimits(1, 1, 1, 1, 1, 1, 1, 0, 1, 1))
        .withMessageContaining("presenceMembers");
  }

  @Test
  @DisplayName("R46 a webhook wants the events it names, on channels with its prefix")
  void webhooks() {
    // Given
    var url = URI.create("https://shop.example/hook");
    // When
    var all = new WebhookTarget(url, List.of(), null);
    var some = new WebhookTarget(url, List.of("member_added"), "presence-");
    // Then
    assertThat(all.wants("channel_vacated", "x")).isTrue();
    assertThat(some.wants("member_added", "presence-x")).isTrue();
    assertThat(some.wants("member_added", "x")).isFalse();
    assertThat(some.wants("member_removed", "presence-x")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookTarget(url, List.of("member_add"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/hook", "ftp://shop.example", "file:///etc/passwd", "https:hook", "mailto:a@b"})
  @DisplayName("R154 a webhook goes to an http or https address")
  void badWebhooks(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookTarget(URI.create(url), List.of(), null));
  }
}
