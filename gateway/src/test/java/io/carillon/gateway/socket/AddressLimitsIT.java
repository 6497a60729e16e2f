package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What one address may ask, where a proxy on this machine is trusted to name it. Rates are so low
/// that nothing comes back while a test runs.
@QuarkusTest
@TestProfile(AddressLimitsIT.Strict.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class AddressLimitsIT {
  private static final String PATH = "/app/app-key?protocol=7";
  private static final int BURST = 5;

  public static final class Strict implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.limits.connections.per-second", "0",
          "carillon.limits.connections.burst", Integer.toString(BURST),
          "carillon.limits.auth-failures.per-second", "0",
          "carillon.limits.auth-failures.burst", Integer.toString(BURST),
          "carillon.limits.trusted-proxies", "127.0.0.0/8");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R147 an address with too many new sockets is closed with 4100, another one is not")
  void sockets() throws InterruptedException {
    // Given
    var opened = new ArrayList<RawSocket>();
    // When
    for (int i = 0; i < BURST + 1; i++) {
      opened.add(RawSocket.forwarded("198.51.100.1", port, PATH));
    }
    var other = RawSocket.forwarded("198.51.100.1, 198.51.100.2", port, PATH);
    // Then
    for (RawSocket socket : opened.subList(0, BURST)) {
      socket.next("pusher:connection_established");
    }
    assertThat(opened.getLast().next("pusher:error").get("data").get("code").asInt())
        .isEqualTo(4100);
    assertThat(opened.getLast().closeCode()).isEqualTo(4100);
    other.next("pusher:connection_established");
    opened.forEach(RawSocket::close);
    other.close();
  }

  @Test
  @DisplayName(
      "R147 after too many wrong signatures an address is answered 429, right ones too; another one is not")
  void requests() {
    // Given
    var wrong = new SigningServer(port).of("app-id", "app-key", "wrong-secret");
    var right = new SigningServer(port);
    var here = Map.of("X-Forwarded-For", "198.51.100.3");
    var there = Map.of("X-Forwarded-For", "198.51.100.4");
    var body = "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"1\"}";
    // When
    var answers = new ArrayList<HttpResponse<String>>();
    for (int i = 0; i < BURST; i++) {
      answers.add(wrong.post("/events", body, here));
    }
    var refused = List.of(wrong.post("/events", body, here), right.post("/events", body, here));
    var other = right.post("/events", body, there);
    // Then
    assertThat(answers).allMatch(answer -> answer.statusCode() == 401);
    assertThat(refused)
        .allMatch(answer -> answer.statusCode() == 429)
        .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent())
        .allMatch(answer -> answer.body().contains("\"code\":\"too-many-failures\""));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("R147 a socket that shows one wrong signature after another is closed with 4100")
  void signatures() throws InterruptedException {
    // Given
    var socket = RawSocket.forwarded("198.51.100.5", port, PATH);
    socket.next("pusher:connection_established");
    // When
    for (int i = 0; i < BURST + 1; i++) {
      socket.send(
          "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-x\",\"auth\":\"app-key:00\"}}");
    }
    // Then
    for (int i = 0; i < BURST + 1; i++) {
      assertThat(socket.next("pusher:error").get("data").get("code").asInt()).isEqualTo(4009);
      socket.next("pusher:subscription_error");
    }
    assertThat(socket.next("pusher:error").get("data").get("code").asInt()).isEqualTo(4100);
    assertThat(socket.closeCode()).isEqualTo(4100);
  }
}
