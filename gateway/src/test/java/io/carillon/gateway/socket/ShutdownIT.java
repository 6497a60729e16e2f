package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.shutdown.ShutdownListener;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.http.runtime.filters.GracefulShutdownFilter;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The two halves of a stop, as Quarkus runs them: first the delay, in which sockets are asked to
/// go, then the wait for requests that are under way.
@QuarkusTest
@TestProfile(ShutdownIT.WithTimeout.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class ShutdownIT {
  public static final class WithTimeout implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.shutdown.timeout", "60s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Event<ShutdownDelayInitiatedEvent> delay;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R159 a stop sends sockets away with 4200, and does not wait for those that stay")
  void stop() throws Exception {
    // Given
    var done = new CountDownLatch(1);
    try (var stays = FrameSocket.open(port);
        var leaves = RawSocket.live(port)) {
      // When
      delay.fire(new ShutdownDelayInitiatedEvent());
      requests().shutdown(done::countDown);
      // Then
      assertThat(leaves.socket().closeCode()).isEqualTo(4200);
      assertThat(stays.next(FrameSocket.CLOSE).closeCode()).isEqualTo(4200);
      assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// What waits for requests at a stop. Quarkus shows it to nobody.
  private static ShutdownListener requests() throws ReflectiveOperationException {
    var listeners = ShutdownRecorder.class.getDeclaredField("shutdownListeners");
    listeners.setAccessible(true);
    return ((List<?>) listeners.get(null))
        .stream()
            .filter(GracefulShutdownFilter.class::isInstance)
            .map(ShutdownListener.class::cast)
            .findFirst()
            .orElseThrow();
  }
}
