package io.carillon.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.RegisteredApp;
import io.carillon.gateway.admin.AuditEntry.Phase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final Admin OLGA =
      new Admin("olga", "https://issuer.example", null, Role.OPERATOR);
  private static final RegisteredApp SHOP =
      new RegisteredApp(App.of("shop", new AppKey("key", "hush-hush")), 3);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AuditTrail audit =
      new AuditTrail(producer, "carillon.audit", () -> Instant.EPOCH, meters);
  private final AuditEntry entry = AuditEntry.begun("app.pause", OLGA, SHOP, SHOP.app().asPaused());

  @Test
  @DisplayName("R143 beginning and end are records of the app, with one id, and are counted")
  void written() {
    // When
    var begun = audit.begin(entry);
    audit.end(entry, Phase.DONE);
    // Then
    assertThat(begun).isTrue();
    assertThat(producer.history())
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("shop", "shop");
    assertThat(producer.history())
        .extracting(record -> new String(record.value(), UTF_8))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"phase\":\"begun\""),
            second -> assertThat(second).contains("\"phase\":\"done\""));
    assertThat(
            meters
                .get("carillon.admin.changes")
                .tags("action", "app.pause", "outcome", "done")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("R143 without its record nothing may begin, and that is counted")
  void notWritten() {
    // Given
    producer.sendException = new TimeoutException("no broker");
    // When
    var begun = audit.begin(entry);
    // Then
    assertThat(begun).isFalse();
    assertThat(meters.get("carillon.admin.audit.lost").counter().count()).isEqualTo(1);
  }
}
