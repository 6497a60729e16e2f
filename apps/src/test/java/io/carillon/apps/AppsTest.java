package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppsTest {
  private static final String ISSUER = "https://login.example";

  @Test
  @DisplayName("R9 an app is found by its id and by each of its keys")
  void found() {
    // Given
    var shop = Samples.complete();
    // When
    var apps = new Apps(List.of(shop, Samples.app("game")), Map.of());
    // Then
    assertThat(apps.byId("shop")).contains(shop);
    assertThat(apps.byKey("shop-key")).contains(shop);
    assertThat(apps.byKey("shop-key-2")).contains(shop);
    assertThat(apps.byKey("shop")).isEmpty();
    assertThat(apps.byId("shop-key")).isEmpty();
  }

  @Test
  @DisplayName("R148 of two apps that claim one key only the first has it")
  void contestedKey() {
    // Given
    var first = App.of("a", new AppKey("key", "secret-a"));
    var second = App.of("b", new AppKey("key", "secret-b"));
    // When
    var apps = new Apps(List.of(first, second), Map.of());
    // Then
    assertThat(apps.byKey("key")).contains(first);
  }

  @Test
  @DisplayName("R151 a token's app is the one of its issuer and audience")
  void issuer() {
    // Given
    var shop = Samples.withUsers("shop", new UserIssuer(ISSUER, "shop-web"));
    var game = Samples.withUsers("game", new UserIssuer(ISSUER, "game-web"));
    var open = Samples.withUsers("open", new UserIssuer(ISSUER, null));
    // When
    var apps = new Apps(List.of(shop, game, open, Samples.app("none")), Map.of());
    // Then
    assertThat(apps.byIssuer(ISSUER, List.of("account", "game-web"))).contains(game);
    assertThat(apps.byIssuer(ISSUER, List.of())).contains(open);
    assertThat(apps.byIssuer("https://other.example", List.of("game-web"))).isEmpty();
  }

  @Test
  @DisplayName("R148 a token that fits two apps equally well belongs to neither")
  void ambiguousIssuer() {
    // Given
    var one = Samples.withUsers("one", new UserIssuer(ISSUER, "web"));
    var two = Samples.withUsers("two", new UserIssuer(ISSUER, "web"));
    // When
    var apps = new Apps(List.of(one, two), Map.of());
    // Then
    assertThat(apps.byIssuer(ISSUER, List.of("web"))).isEmpty();
  }
}
