package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.replay.Replays;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// With room for one block of events, so that nearly everything has to be read from the log again.
@QuarkusTest
@TestProfile(OldPositionsIT.SmallBuffer.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class OldPositionsIT {
  public static final class SmallBuffer implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.replay.buffer-bytes-max", "65536", "carillon.replay.log-bytes-max", "4000000");
    }
  }

  private static final int CLIENTS = 20;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Replays replays;

  private SigningServer server;

  @BeforeEach
  void start() {
    RawSocket.awaitReady(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName("R59 older than memory is read from the log, for all that wait together, and whole")
  void fromTheLog() throws InterruptedException {
    // Given
    String position = Resuming.cutOff(port, "old");
    var data = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      data.add(i + "x".repeat(1_000));
    }
    Resuming.publish(server, "old", data);
    long reads = replays.log().reads();
    var clients = new ArrayList<RawSocket.Live>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Resuming.open(port));
    }
    // When
    for (var client : clients) {
      Resuming.resume(client, "old", position);
    }
    // Then
    for (var client : clients) {
      assertThat(client.subscribed("old").get("recovered").asBoolean()).isTrue();
      assertThat(Resuming.events(client, 300)).isEqualTo(data);
      client.close();
    }
    assertThat(replays.log().reads() - reads).isBetween(1L, CLIENTS / 2L);
    assertThat(replays.buffer().bytes()).isLessThanOrEqualTo(65_536);
  }

  @Test
  @DisplayName("R59 more than the bound is not read: it is said that continuity cannot be proven")
  void tooMuch() throws InterruptedException {
    // Given
    String position = Resuming.cutOff(port, "too-much");
    Resuming.publish(server, "too-much", Collections.nCopies(600, "x".repeat(9_000)));
    try (var back = Resuming.open(port)) {
      // When
      Resuming.resume(back, "too-much", position);
      var confirmed = back.subscribed("too-much");
      Resuming.publish(server, "too-much", 1, 1);
      // Then
      assertThat(confirmed.get("recovered").asBoolean()).isFalse();
      assertThat(Resuming.events(back, 1)).containsExactly("1");
    }
  }
}
