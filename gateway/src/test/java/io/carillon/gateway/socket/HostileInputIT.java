package io.carillon.gateway.socket;

import static io.carillon.gateway.socket.FrameSocket.CLOSE;
import static io.carillon.gateway.socket.FrameSocket.FINAL;
import static io.carillon.gateway.socket.FrameSocket.PING;
import static io.carillon.gateway.socket.FrameSocket.PONG;
import static io.carillon.gateway.socket.FrameSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.Utf8;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Ten thousand frames and requests that nobody should send, beside a connection that behaves.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class HostileInputIT {
  private static final int EACH = 5_000;
  private static final int WARM_UP = 500;
  private static final int SOCKET_FRAMES = 50;
  private static final long MEGABYTE = 1 << 20;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private SigningServer server;

  @BeforeEach
  void start() {
    RawSocket.awaitReady(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName(
      "R150 R153 hostile frames and requests touch no other connection, hold no memory, and fail nothing")
  void nothingHappens() throws IOException, InterruptedException {
    // Given
    sendFrames(new HostileInput(1), WARM_UP);
    sendRequests(new HostileInput(2), WARM_UP);
    long before = memory();
    try (var failures = new LoggedFailures();
        Live bystander = RawSocket.live(port)) {
      bystander.subscribe("bystander");
      bystander.subscribed("bystander");
      // When
      sendFrames(new HostileInput(3), EACH);
      var statuses = sendRequests(new HostileInput(4), EACH);
      // Then
      server.post("/events", "{\"name\":\"last\",\"channel\":\"bystander\",\"data\":\"1\"}");
      bystander.socket().next("last", "bystander");
      assertThat(bystander.socket().upToNow()).isEmpty();
      assertThat(statuses).contains(200, 400).allSatisfy(each -> assertThat(each).isLessThan(500));
      assertThat(failures.seen()).isEmpty();
      assertThat(memory() - before).isLessThan(32 * MEGABYTE);
    }
  }

  private void sendFrames(HostileInput input, int count) throws IOException {
    for (int sent = 0; sent < count; ) {
      try (var socket = FrameSocket.open(port)) {
        boolean open = true;
        for (int i = 0; i < SOCKET_FRAMES && open && sent < count; i++, sent++) {
          byte[] frame = input.frame();
          socket.send(FINAL | TEXT, frame);
          open = Utf8.isValid(frame);
        }
        if (open) {
          socket.send(FINAL | PING, "still there");
          assertThat(socket.next(PONG).text()).isEqualTo("still there");
        } else {
          assertThat(socket.next(CLOSE).closeCode()).isEqualTo(1007);
        }
      }
    }
  }

  private Set<Integer> sendRequests(HostileInput input, int count) {
    var statuses = new TreeSet<Integer>();
    for (int i = 0; i < count; i++) {
      var path = i % 2 == 0 ? "/events" : "/batch_events";
      statuses.add(server.post(path, input.body()).statusCode());
    }
    return statuses;
  }

  /// Bytes in use once what nobody holds is gone.
  private static long memory() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return heap + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
  }
}
