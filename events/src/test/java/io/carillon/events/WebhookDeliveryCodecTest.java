package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDeliveryCodecTest {
  private static final WebhookDelivery DELIVERY =
      new WebhookDelivery(
          new ChannelKey("app", "presence-room"),
          "member_added",
          "https://hooks.example/pusher?x=é",
          1_700_000_000_000L,
          "{\"name\":\"member_added\"}".getBytes(UTF_8));

  private final WebhookDeliveryCodec codec = new WebhookDeliveryCodec();

  @Test
  @DisplayName("R47 a delivery comes back from its topic as it was, under its channel's key")
  void roundTrip() throws BrokenRecord {
    // When
    var written = codec.encode("t", DELIVERY);
    // Then
    assertThat(codec.decode(Records.read(written))).isEqualTo(DELIVERY);
    assertThat(written.key()).isEqualTo("app/presence-room".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "target", "time"})
  @DisplayName("R56 a delivery without one of its headers is a broken record")
  void missingHeader(String header) {
    // Given
    var written = codec.encode("t", DELIVERY);
    written.headers().remove(header);
    // When
    var broken =
        catchThrowableOfType(BrokenRecord.class, () -> codec.decode(Records.read(written)));
    // Then
    assertThat(broken.detail()).contains(header);
  }
}
