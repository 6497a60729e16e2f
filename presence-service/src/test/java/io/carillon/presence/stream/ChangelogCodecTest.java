package io.carillon.presence.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.Session;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.ViewerEvent;
import io.carillon.presence.domain.ViewerEvent.CountTold;
import io.carillon.presence.domain.ViewerEvent.GatewayForgotten;
import io.carillon.presence.domain.ViewerEvent.GatewayIgnored;
import io.carillon.presence.domain.ViewerEvent.ItemForgotten;
import io.carillon.presence.domain.ViewerEvent.SessionChanged;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangelogCodecTest {
  private static final ChannelKey ITEM = new ChannelKey("app-id", "presence-product-42");
  private static final SessionId ANA = SessionId.of("ana");

  static List<ViewerEvent> events() {
    return List.of(
        new SessionChanged(ITEM, ANA, new Session(List.of("gateway-1", "gateway-2"), 17)),
        new SessionChanged(ITEM, ANA, new Session(List.of(), 17)),
        new SessionChanged(ITEM, ANA, new Session(List.of("gateway-1"), 0)),
        new SessionChanged(ITEM, ANA, Session.NONE),
        new GatewayIgnored("gateway-1", 1_795_255_200_000L),
        new GatewayForgotten("gateway-1"),
        new CountTold(ITEM, 1_000_000, 1_795_255_200_001L, 1_795_255_200_000L),
        new ItemForgotten(ITEM));
  }

  @ParameterizedTest
  @MethodSource("events")
  @DisplayName("what is written is what is read")
  void roundTrip(ViewerEvent event) {
    // Given
    var progress = new Progress();

    // When
    var read =
        ChangelogCodec.read(
            ChangelogCodec.key(event), ChangelogCodec.value(event, progress), new Progress());

    // Then
    assertThat(read).isEqualTo(event);
  }

  @Test
  @DisplayName("a new owner learns from the records how far its predecessor had read")
  void recordsCarryTheProgress() {
    // Given
    var progress = new Progress();
    progress.reach(Input.ACTIONS, 7);
    progress.reach(Input.MEMBERSHIPS, 11);
    var event = new GatewayIgnored("gateway-1", 17);
    var restored = new Progress();

    // When
    ChangelogCodec.read(ChangelogCodec.key(event), ChangelogCodec.value(event, progress), restored);

    // Then
    assertThat(restored.covers(Input.ACTIONS, 7)).isTrue();
    assertThat(restored.covers(Input.ACTIONS, 8)).isFalse();
    assertThat(restored.covers(Input.MEMBERSHIPS, 11)).isTrue();
    assertThat(restored.covers(Input.MEMBERSHIPS, 12)).isFalse();
  }
}
