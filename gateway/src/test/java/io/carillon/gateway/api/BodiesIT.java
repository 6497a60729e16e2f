package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.local.testing.LocalParts;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Bodies that begin and do not end.
@QuarkusTest
@TestProfile(BodiesIT.Bounds.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class BodiesIT {
  private static final int BODY_BYTES = 300_000;
  private static final int ROOM_FOR = 13; // in 4 MiB
  private static final int PATIENCE_MS = 30_000;
  private static final String EVENTS = "/apps/app-id/events";

  /// Bounds that a test reaches.
  public static final class Bounds implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("carillon.bodies.bytes-max", "4M", "carillon.bodies.within", "3s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject MeterRegistry meters;

  private final List<Socket> lines = new ArrayList<>();
  private URI gateway;
  private SigningServer server;

  @BeforeEach
  void start() {
    gateway = ReadyGateway.at(port);
    server = new SigningServer(port);
  }

  @AfterEach
  void close() throws IOException {
    for (var line : lines) {
      line.close();
    }
  }

  @Test
  @DisplayName("R153 bodies that do not end hold no thread, and no more than their bound")
  void unfinishedBodies() throws IOException {
    // Given
    for (int i = 0; i < ROOM_FOR; i++) {
      begin(EVENTS, BODY_BYTES);
    }
    var room = meters.get("carillon.bodies.bytes").gauge();
    await().atMost(Duration.ofSeconds(20)).until(() -> room.value() == ROOM_FOR * BODY_BYTES);
    // When
    var beyond = begin(EVENTS, BODY_BYTES);
    beyond.getOutputStream().write(new byte[BODY_BYTES / 2]);
    var healthy = server.send(HttpRequest.newBuilder(gateway.resolve("/q/health/ready")));
    var small = server.post("/events", "{\"name\":\"n\",\"channel\":\"c\",\"data\":\"1\"}");
    // Then
    assertThat(head(beyond)).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 1");
    assertThat(healthy.statusCode()).isEqualTo(200);
    assertThat(small.statusCode()).as(small.body()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "R153 a body that does not come in time ends its connection, and gives its room back")
  void lateBodies() throws IOException {
    // Given
    for (int i = 0; i < ROOM_FOR; i++) {
      begin(EVENTS, BODY_BYTES);
    }
    // When
    for (var line : lines) {
      assertThat(answer(line)).isEmpty();
    }
    // Then
    var large =
        "{\"name\":\"n\",\"channel\":\"c\",\"data\":\"%s\"}".formatted("x".repeat(BODY_BYTES));
    assertThat(server.post("/events", large).statusCode()).isEqualTo(413);
  }

  @Test
  @DisplayName("R153 forms of users are refused before they are read when they are too large")
  void largeForms() throws IOException {
    // When
    var answer = answer(begin("/api/pusher/auth", 12_000_000, "Expect: 100-continue\r\n"));
    // Then
    assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
  }

  @Test
  @DisplayName("R44 a request without a host is told so in JSON")
  void noHost() throws IOException {
    // Given
    var line = line();
    // When
    line.getOutputStream().write("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
    // Then
    assertThat(answer(line)).startsWith("HTTP/1.1 400").contains("\"status\":400");
  }

  private Socket line() throws IOException {
    var line = new Socket(InetAddress.getLoopbackAddress(), port);
    line.setSoTimeout(PATIENCE_MS);
    lines.add(line);
    return line;
  }

  private Socket begin(String path, int bytes) throws IOException {
    var line = begin(path, bytes, "");
    line.getOutputStream().write(new byte[bytes / 2]);
    return line;
  }

  private Socket begin(String path, int bytes, String header) throws IOException {
    var line = line();
    var head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(path, bytes, header);
    line.getOutputStream().write(head.getBytes(UTF_8));
    return line;
  }

  /// The answer up to its body.
  private static String head(Socket line) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) line.getInputStream().read());
    }
    return head.toString();
  }

  /// All that comes until the line is closed, which may be done the hard way.
  private static String answer(Socket line) throws IOException {
    try {
      return new String(line.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }
}
