package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Triggers in other forms than a plain JSON body.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class TriggerFormsIT {
  private static final Map<String, String> GZIP = Map.of("Content-Encoding", "gzip");
  private static final int UNPACKED_MAX = 12 << 20;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private SigningServer server;

  @BeforeEach
  void start() {
    ReadyGateway.at(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName("R36 a body may be packed by gzip; the bytes that were sent are what is signed")
  void gzip() throws IOException {
    // Given
    var body = "{\"name\":\"one\",\"channel\":\"packed\",\"data\":\"grüß\"}";
    try (var log = LogTail.open()) {
      // When
      var answer = server.post("/events", packed(body.getBytes(UTF_8)), GZIP);
      // Then
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(log.events("packed", 1)).extracting(event -> event.text()).containsExactly("grüß");
    }
  }

  @Test
  @DisplayName(
      "R153 a small body that unpacks beyond the bound is refused, and costs no more than it")
  void bomb() throws IOException {
    // Given
    var bomb = packed(new byte[UNPACKED_MAX + 1]);
    // When
    var answer = server.post("/events", bomb, GZIP);
    // Then
    assertThat(bomb.length).isLessThan(100_000);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("body-too-large");
  }

  @Test
  @DisplayName("R150 what says gzip and is none is refused")
  void noGzip() {
    // When
    var answer = server.post("/events", "{}".getBytes(UTF_8), GZIP);
    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid-gzip");
  }

  @Test
  @DisplayName("R150 another encoding is refused, and says what is supported")
  void otherEncoding() {
    // When
    var answer = server.post("/events", "{}".getBytes(UTF_8), Map.of("Content-Encoding", "br"));
    // Then
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("unsupported-encoding", "gzip");
  }

  @Test
  @DisplayName("R36 the old form of a trigger has the data as its body, and is answered 202")
  void oldTrigger() {
    // Given
    try (var log = LogTail.open()) {
      // When
      var answer =
          server.post(
              "/channels/old-form/events",
              "{\"raw\": 1}",
              Map.of("name", "my-event", "socket_id", "1.2"),
              Map.of());
      // Then
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEmpty();
      assertThat(log.events("old-form", 1))
          .allSatisfy(event -> {
            assertThat(event.event()).isEqualTo("my-event");
            assertThat(event.text()).isEqualTo("{\"raw\": 1}");
            assertThat(event.excludedSocket()).isEqualTo("1.2");
          });
    }
  }

  @Test
  @DisplayName("R36 R150 the old form is held to the same rules")
  void oldTriggerWrong() {
    // When
    var nameless = server.post("/channels/old-form/events", "x", Map.of(), Map.of());
    var badSocket =
        server.post(
            "/channels/old-form/events", "x", Map.of("name", "n", "socket_id", "7"), Map.of());
    var badChannel = server.post("/channels/old%20form/events", "x", Map.of("name", "n"), Map.of());
    // Then
    assertThat(nameless.statusCode()).isEqualTo(400);
    assertThat(nameless.body()).contains("`name` is missing");
    assertThat(badSocket.body()).contains("invalid-socket-id");
    assertThat(badChannel.body()).contains("invalid-channel");
  }

  @Test
  @DisplayName(
      "R39 the old form of asking about a channel says whether it is occupied, and by how many")
  void stats() {
    // When
    var presence = server.get("/channels/presence-none/stats", Map.of());
    var other = server.get("/channels/none/stats", Map.of());
    // Then
    assertThat(presence.body()).isEqualTo("{\"occupied\":false,\"user_count\":0}");
    assertThat(other.body()).isEqualTo("{\"occupied\":false,\"connection_count\":0}");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
