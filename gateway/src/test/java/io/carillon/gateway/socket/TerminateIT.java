package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord.TerminateUser;
import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ending a user's connections, by the HTTP API and by a record of the log.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class TerminateIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private SigningServer server;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
    server = new SigningServer(port);
  }

  @Test
  @DisplayName(
      "R33 all connections signed in as the user are closed with 4009, no other one is, also not one that is only a member of that name")
  void endsTheUsersConnections() throws InterruptedException {
    // Given
    String ana = unique();
    String room = "presence-" + unique();
    try (Live first = signedIn(ana);
        Live second = signedIn(ana);
        Live bo = signedIn(unique());
        Live member = RawSocket.live(port)) {
      member.join(room, "{\"user_id\":\"" + ana + "\"}");
      member.subscribed(room);
      // When
      var answer = terminate(ana);
      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{}");
      for (Live live : List.of(first, second)) {
        assertThat(live.socket().next("pusher:error").get("data").get("code").asInt())
            .isEqualTo(4009);
        assertThat(live.socket().closeCode()).isEqualTo(4009);
      }
      for (Live live : List.of(bo, member)) {
        assertThat(live.socket().upToNow()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("R33 who signs in after a command stays, and a repeat of it ends that one too")
  void laterSignInStays() throws InterruptedException {
    // Given
    String ana = unique();
    try (Live old = signedIn(ana)) {
      terminate(ana);
      assertThat(old.socket().next("pusher:error")).isNotNull();
      assertThat(old.socket().closeCode()).isEqualTo(4009);
    }
    try (Live later = signedIn(ana)) {
      var stayed = later.socket().upToNow();
      // When
      var repeated = terminate(ana);
      var again = terminate(ana);
      // Then
      assertThat(stayed).isEmpty();
      assertThat(repeated.statusCode()).isEqualTo(200);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(later.socket().closeCode()).isEqualTo(4009);
    }
  }

  @Test
  @DisplayName("R33 a command that another gateway put on the log is done here, twice as well")
  void readsTheLog() throws Exception {
    // Given
    String ana = unique();
    try (Live live = signedIn(ana);
        Live bo = signedIn(unique());
        var log =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalParts.kafka().bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      // When
      for (int i = 0; i < 2; i++) {
        log.send(new ControlCodec().encode(SocketContract.TOPIC, new TerminateUser("app-id", ana)))
            .get();
      }
      // Then
      assertThat(live.socket().closeCode()).isEqualTo(4009);
      assertThat(bo.socket().upToNow()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"space here", "slash/slash", "per%cent", "%2F", "a+b", "ü😀", "q?#&=", "a:b@c;d"})
  @DisplayName("R33 an id may be percent-encoded; the path is signed as it is sent")
  void encodedIds(String prefix) throws InterruptedException {
    // Given
    String id = prefix + unique();
    try (Live live = signedIn(id)) {
      // When
      var answer = terminate(id);
      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(live.socket().closeCode()).isEqualTo(4009);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b", "a,b=c", "a:b@c", "a;b=c", ";", "~!$&'()*"})
  @DisplayName("R33 an id may also stand in the path as it is, as the Node library sends it")
  void plainIds(String prefix) throws InterruptedException {
    // Given
    String id = prefix + unique();
    try (Live live = signedIn(id)) {
      // When
      var answer = server.post("/users/" + id + "/terminate_connections", "{}");
      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(live.socket().closeCode()).isEqualTo(4009);
    }
  }

  @Test
  @DisplayName("R40 R33 a command that the app did not sign is none, nor is one about no user")
  void refusals() throws InterruptedException {
    // Given
    String ana = unique();
    try (Live live = signedIn(ana)) {
      // When
      var unsigned = new SigningServer(port).of("app-id", "app-key", "wrong").post(path(ana), "{}");
      var otherApp =
          new SigningServer(port).of("no-app", "app-key", "app-secret").post(path(ana), "{}");
      var tooLong = terminate("i".repeat(201));
      var control = terminate("a\u0000b");
      var read = server.get(path(ana), Map.of());
      // Then
      assertThat(unsigned.statusCode()).isEqualTo(401);
      assertThat(otherApp.statusCode()).isEqualTo(401);
      assertThat(tooLong.statusCode()).isEqualTo(400);
      assertThat(tooLong.body()).contains("\"code\":\"invalid-user\"");
      assertThat(control.statusCode()).isEqualTo(400);
      assertThat(read.statusCode()).isEqualTo(405);
      assertThat(live.socket().upToNow()).isEmpty();
    }
  }

  private static String unique() {
    return "user-" + UUID.randomUUID();
  }

  private HttpResponse<String> terminate(String id) {
    return server.post(path(id), "{}");
  }

  private static String path(String id) {
    // As encodeURIComponent does it.
    return "/users/%s/terminate_connections"
        .formatted(URLEncoder.encode(id, UTF_8).replace("+", "%20"));
  }

  private Live signedIn(String id) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.signIn(RawSocket.json(Map.of("id", id)));
    live.socket().next("pusher:signin_success");
    return live;
  }
}
