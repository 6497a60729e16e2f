package io.carillon.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.LimitsPreset;
import io.carillon.apps.RegisteredApp;
import io.carillon.apps.WebhookTarget;
import io.carillon.gateway.admin.AuditEntry.Phase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
  private static final Admin OLGA =
      new Admin("olga\n", "https://issuer.example", null, Role.OPERATOR);
  private static final App SHOP = App.of("shop", new AppKey("key", "hush-hush"));

  @Test
  @DisplayName("R143 an entry says who did what, when, and from what to what")
  void entry() {
    // When
    var json =
        AuditEntry.begun("app.pause", OLGA, new RegisteredApp(SHOP, 3), SHOP.asPaused())
            .json(Phase.DONE, Instant.EPOCH);
    // Then
    assertThat(json)
        .contains("\"action\":\"app.pause\"", "\"app\":\"shop\"", "\"version\":3")
        .contains("\"subject\":\"olga\\n\"", "\"role\":\"operator\"", "\"phase\":\"done\"")
        .contains("\"time\":\"1970-01-01T00:00:00Z\"")
        .contains("\"changes\":{\"paused\":{\"from\":false,\"to\":true}}");
  }

  @Test
  @DisplayName("R143, R6 no secret is in an entry, nor the address of a webhook")
  void noSecrets() {
    // Given
    var changed =
        new App(
            "shop",
            "Shop",
            List.of(new AppKey("key", "hush-hush"), new AppKey("key-2", "hush-2")),
            SHOP.features(),
            false,
            List.of(
                new WebhookTarget(URI.create("https://h.example/?token=hush-3"), List.of(), null)),
            SHOP.origins(),
            SHOP.limits(),
            null);
    // When
    var json =
        AuditEntry.begun("app.change", OLGA, new RegisteredApp(SHOP, 3), changed)
            .json(Phase.BEGUN, Instant.EPOCH);
    // Then
    assertThat(json)
        .contains("\"webhooks\":{}", "key-2", "\"name\":{\"from\":\"shop\",\"to\":\"Shop\"}")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("R143 limits are told one by one")
  void limits() {
    // Given
    var sandbox =
        new App(
            "shop",
            "shop",
            SHOP.keys(),
            SHOP.features(),
            false,
            List.of(),
            List.of(),
            LimitsPreset.SANDBOX.limits(),
            null);
    // When
    var json =
        AuditEntry.begun("app.change", OLGA, new RegisteredApp(SHOP, 3), sandbox)
            .json(Phase.BEGUN, Instant.EPOCH);
    // Then
    assertThat(json)
        .contains(
            "\"changes\":{\"limits.connections\":{\"from\":null,\"to\":100},\"limits.messagesPerDay\":{\"from\":null,\"to\":200000}}");
  }
}
