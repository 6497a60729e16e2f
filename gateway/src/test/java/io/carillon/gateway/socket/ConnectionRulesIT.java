package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.local.testing.LocalParts;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom apps take and whom they refuse, with times short enough to be waited for.
@QuarkusTest
@TestProfile(ConnectionRulesIT.ShortTimes.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = RuledApps.class, restrictToAnnotatedClass = true)
class ConnectionRulesIT {
  private static final String QUERY = "?protocol=7&client=js&version=8.6.0";

  public static final class ShortTimes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("carillon.socket.authorized-within", "1s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @ParameterizedTest
  @CsvSource({
    "/app/sealed-key?protocol=7,4000",
    "/app/paused-key?protocol=7,4003",
    "/app?protocol=7,4005",
    "/app/?protocol=7,4005",
    "/app/plain-key/more?protocol=7,4005",
    "/socket.io?protocol=7,4005",
    "/p/x?protocol=7,4005",
    "/,4005"
  })
  @DisplayName("R18 each refusal has its own close code, and says what to change")
  void refusals(String path, int code) throws InterruptedException {
    // Given
    try (var socket = RawSocket.at(port, path)) {
      // When
      var error = socket.next("pusher:error").get("data");
      // Then
      assertThat(error.get("code").asInt()).isEqualTo(code);
      assertThat(error.get("message").asText()).isNotBlank();
      assertThat(socket.closeCode()).isEqualTo(code);
    }
  }

  @Test
  @DisplayName("R149 pages of other origins than the app's are refused, and told why")
  void otherOrigin() throws InterruptedException {
    // Given
    try (var socket = RawSocket.from("https://evil.example", port, "/app/shop-key" + QUERY)) {
      // When
      var error = socket.next("pusher:error").get("data");
      // Then
      assertThat(error.get("message").asText()).contains("https://evil.example", "origins");
      assertThat(socket.closeCode()).isEqualTo(4009);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://shop.example", "HTTPS://SHOP.EXAMPLE"})
  @DisplayName("R149 pages of the app's origins connect")
  void ownOrigin(String origin) throws InterruptedException {
    // When
    try (var socket = RawSocket.from(origin, port, "/app/shop-key" + QUERY)) {
      // Then
      assertThat(welcome(socket)).isNotNull();
    }
  }

  @Test
  @DisplayName("R149 in development an app without a list takes every page")
  void noList() throws InterruptedException {
    // When
    try (var socket = RawSocket.from("https://any.example", port, "/app/plain-key" + QUERY)) {
      // Then
      assertThat(welcome(socket)).isNotNull();
    }
  }

  @Test
  @DisplayName("R33 a connection that is not authorized in time is closed with 4009")
  void notAuthorized() throws InterruptedException {
    // Given
    try (var socket = RawSocket.open(port, "members-key", QUERY)) {
      welcome(socket);
      socket.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
      socket.next("pusher_internal:subscription_succeeded", "news");
      // When
      var error = socket.next("pusher:error").get("data");
      // Then
      assertThat(error.get("code").asInt()).isEqualTo(4009);
      assertThat(socket.closeCode()).isEqualTo(4009);
    }
  }

  @Test
  @DisplayName("R33 a wrong sign-in closes where connections must be authorized")
  void wrongSignIn() throws InterruptedException {
    // Given
    try (var socket = RawSocket.open(port, "members-key", QUERY)) {
      welcome(socket);
      // When
      socket.send(
          "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"members-key:00\",\"user_data\":\"{}\"}}");
      // Then
      assertThat(socket.next("pusher:error").get("data").get("code").asInt()).isEqualTo(4009);
      assertThat(socket.closeCode()).isEqualTo(4009);
    }
  }

  @Test
  @DisplayName("R33 who signs in or is let into a channel stays beyond that time")
  void authorized() throws InterruptedException {
    // Given
    try (var user = RawSocket.open(port, "members-key", QUERY);
        var reader = RawSocket.open(port, "members-key", QUERY);
        var stranger = RawSocket.open(port, "members-key", QUERY)) {
      signIn(user, welcome(user));
      subscribe(reader, welcome(reader));
      welcome(stranger);
      // When: the stranger's time, which began last, is over
      assertThat(stranger.closeCode()).isEqualTo(4009);
      // Then
      assertThat(user.upToNow()).isEmpty();
      assertThat(reader.upToNow()).isEmpty();
    }
  }

  private static void signIn(RawSocket socket, SocketId id) throws InterruptedException {
    var data = "{\"id\":\"ana\"}";
    var auth = "members-key:" + Signatures.user("members-secret", id, data);
    socket.send(event("pusher:signin", Map.of("auth", auth, "user_data", data)));
    socket.next("pusher:signin_success");
  }

  private static void subscribe(RawSocket socket, SocketId id) throws InterruptedException {
    var auth = "members-key:" + Signatures.channel("members-secret", id, "private-x", null);
    socket.send(event("pusher:subscribe", Map.of("channel", "private-x", "auth", auth)));
    socket.next("pusher_internal:subscription_succeeded", "private-x");
  }

  private static String event(String name, Object data) {
    return RawSocket.json(Map.of("event", name, "data", data));
  }

  private static SocketId welcome(RawSocket socket) throws InterruptedException {
    JsonNode frame = socket.next("pusher:connection_established");
    return new SocketId(RawSocket.dataOf(frame).get("socket_id").asText());
  }
}
