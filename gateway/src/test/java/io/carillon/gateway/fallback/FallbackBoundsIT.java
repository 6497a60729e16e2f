package io.carillon.gateway.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.socket.RawSocket;
import io.carillon.gateway.socket.Sockets;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a session may cost, with bounds small enough to be reached and times short enough to be
/// waited for.
@QuarkusTest
@TestProfile(FallbackBoundsIT.SmallBounds.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class FallbackBoundsIT {
  private static final int SESSIONS_MAX = 4;
  private static final String OPEN = "o{\"hostname\":\"gw-1.example.com\"}";

  public static final class SmallBounds implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.fallback.sessions-max", Integer.toString(SESSIONS_MAX),
          "carillon.fallback.absence-max", "4s",
          "carillon.fallback.heartbeat", "1s",
          "carillon.fallback.hostname", "gw-1.example.com",
          "carillon.socket.activity-timeout", "3s",
          "carillon.socket.pong-timeout", "1s",
          "carillon.socket.send-queue-bytes-max", "100000");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Sessions sessions;
  @Inject Sockets sockets;
  @Inject Hub hub;

  @BeforeEach
  void awaitReadyAndEmpty() {
    RawSocket.awaitReady(port);
    await().until(() -> sessions.count() == 0 && sockets.count() == 0);
  }

  @Test
  @DisplayName("R31 the first line names the host of the further requests, where one is set")
  void hostname() {
    assertThat(FallbackClient.at(port).poll().body()).isEqualTo(OPEN + "\n");
  }

  @Test
  @DisplayName("R31 R16 a silent receiver gets a heartbeat, before proxies give it up")
  void heartbeats() throws InterruptedException {
    // Given
    FallbackClient client = opened();
    // When
    String polled = client.poll().body();
    // Then
    assertThat(polled).isEqualTo("h\n");
    FallbackClient streaming = FallbackClient.at(port);
    try (FallbackClient.Stream stream = streaming.stream()) {
      stream.next();
      stream.next();
      assertThat(stream.next()).isEqualTo("h");
    }
  }

  @Test
  @DisplayName("R31 R16 a streaming client that gives no sign of life is closed with 4201")
  void silentClient() throws InterruptedException {
    // Given
    FallbackClient client = FallbackClient.at(port);
    try (FallbackClient.Stream stream = client.stream()) {
      stream.next();
      stream.next();
      // When
      String line = stream.next();
      while (line.equals("h")) {
        line = stream.next();
      }
      // Then
      assertThat(line).contains("4201");
      assertThat(stream.next()).startsWith("c[4201,");
      assertThat(stream.next()).isEqualTo(FallbackClient.END);
      assertThat(sessions.count()).isZero();
    }
  }

  @Test
  @DisplayName("R31 R25 a session whose receiver stays away is dropped, and its member leaves")
  void absence() throws InterruptedException {
    // Given
    String room = "presence-" + UUID.randomUUID();
    long before = sessions.dropped();
    try (RawSocket.Live ana = RawSocket.live(port)) {
      ana.join(room, "{\"user_id\":\"ana\"}");
      ana.subscribed(room);
      RawSocket.Live bo =
          RawSocket.welcomed(FallbackWay.socket(port, "/app/app-key?protocol=7", true));
      bo.join(room, "{\"user_id\":\"bo\"}");
      bo.subscribed(room);
      ana.socket().next("pusher_internal:member_added", room);
      // When
      bo.close();
      // Then
      ana.socket().next("pusher_internal:member_removed", room);
      assertThat(sessions.dropped()).isEqualTo(before + 1);
      assertThat(sessions.count()).isZero();
      assertThat(sockets.count()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "R31 who comes back too late gets `o`, which the stock client takes for a lost session")
  void tooLate() {
    // Given
    FallbackClient client = opened();
    // When
    await().until(() -> sessions.count() == 0);
    // Then
    assertThat(client.send("[]").statusCode()).isEqualTo(404);
    assertThat(client.poll().body()).isEqualTo(OPEN + "\n");
  }

  @Test
  @DisplayName("R31 above the bound a new session is closed with 4100, and open ones go on")
  void sessionsMax() {
    // Given
    var open = new ArrayList<FallbackClient>();
    for (int i = 0; i < SESSIONS_MAX; i++) {
      open.add(opened());
    }
    long before = sessions.refused();
    // When
    String refused = FallbackClient.at(port).poll().body();
    // Then
    assertThat(refused).contains("c[4100,");
    assertThat(sessions.refused()).isEqualTo(before + 1);
    assertThat(open.getFirst().send("[]").statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("R31 R21 when more waits than the bound the next poll is told 4210, and it is freed")
  void queueBound() {
    // Given
    FallbackClient client = opened();
    String channel = subscribed(client);
    // When
    publish(channel, 1);
    await().until(() -> sessions.waitingBytes() > 50_000);
    publish(channel, 2);
    // Then
    assertThat(client.poll().body()).startsWith("c[4210,");
    assertThat(sessions.count()).isZero();
    await().until(() -> sessions.waitingBytes() == 0);
    assertThat(hub.channels()).isZero();
  }

  @Test
  @DisplayName(
      "R31 R21 a stream that is not read ends, what waited for it is freed, and so is its session")
  void stuckStream() throws IOException {
    // Given
    String session = FallbackClient.newSession();
    var client = new FallbackClient(port, "/pusher/app/app-key", session, FallbackClient.QUERY);
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request =
          "POST /pusher/app/app-key/"
              + session
              + "/xhr_streaming?protocol=7 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      await().until(() -> client.send("[]").statusCode() == 204);
      String channel = subscribed(client);
      // When
      for (int i = 0; i < 60 && hub.channels() > 0; i++) {
        publish(channel, 1);
      }
      // Then
      assertThat(sockets.count()).isZero();
      assertThat(hub.channels()).isZero();
      await().until(() -> sessions.count() == 0 && sessions.waitingBytes() == 0);
    }
  }

  private static String subscribed(FallbackClient client) {
    String channel = "bounds-" + UUID.randomUUID();
    client.sendFrame(
        RawSocket.json(Map.of("event", "pusher:subscribe", "data", Map.of("channel", channel))));
    return channel;
  }

  /// Ten events of 5 KB in each.
  private void publish(String channel, int batches) {
    var event = Map.of("name", "large", "channel", channel, "data", "x".repeat(5_000));
    String body = RawSocket.json(Map.of("batch", Collections.nCopies(10, event)));
    for (int i = 0; i < batches; i++) {
      assertThat(new SigningServer(port).post("/batch_events", body).statusCode()).isEqualTo(200);
    }
  }

  private FallbackClient opened() {
    FallbackClient client = FallbackClient.at(port);
    client.poll();
    client.poll();
    return client;
  }
}
