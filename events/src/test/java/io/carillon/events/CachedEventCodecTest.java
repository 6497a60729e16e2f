package io.carillon.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedEventCodecTest {
  private static final CachedEvent EVENT =
      new CachedEvent(
          new ChannelKey("app", "cache-room"),
          17,
          1_700_000_000_000L,
          "é",
          "{\"a\":1}".getBytes(UTF_8));

  private final CachedEventCodec codec = new CachedEventCodec();

  @Test
  @DisplayName("R49 a last event comes back from its topic as it was")
  void roundTrip() throws BrokenRecord {
    // When
    var read = codec.decode(Records.read(codec.encode("t", EVENT)));
    // Then
    assertThat(read).isEqualTo(EVENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "offset", "time"})
  @DisplayName("R56 a copy without one of its headers is a broken record")
  void missingHeader(String header) {
    // Given
    var written = codec.encode("t", EVENT);
    written.headers().remove(header);
    // When
    var broken =
        catchThrowableOfType(BrokenRecord.class, () -> codec.decode(Records.read(written)));
    // Then
    assertThat(broken.detail()).contains(header);
  }
}
