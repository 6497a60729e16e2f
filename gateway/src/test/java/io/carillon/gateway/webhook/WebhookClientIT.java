package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.gateway.webhook.Attempt.Delivered;
import io.carillon.gateway.webhook.Attempt.Failed;
import io.carillon.protocol.Signatures;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as they leave, to a real server.
class WebhookClientIT {
  private static final AddressPolicy DEVELOPMENT = AddressPolicy.of(List.of(), true);
  private static final AddressPolicy PRODUCTION = AddressPolicy.of(List.of(), false);
  private static final byte[] BODY =
      "{\"time_ms\":1,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"a\"}]}"
          .getBytes(UTF_8);
  private static Vertx vertx;
  private static Receiver receiver;

  private final List<String> asked = new ArrayList<>();
  private final String path = "/" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    receiver = Receiver.start(Map.of("app-key", "app-secret"));
  }

  @AfterAll
  static void stop() {
    receiver.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  @DisplayName("R154 the address that was checked is connected to, under the host's own name")
  void connectsToWhatWasChecked() {
    // Given
    var client = client(DEVELOPMENT, "127.0.0.1");
    // When
    var outcome = post(client, named("hooks.example"));
    // Then
    assertThat(outcome).isEqualTo(new Delivered());
    assertThat(receiver.requests(path)).hasSize(1);
    assertThat(receiver.requests(path).getFirst().host())
        .isEqualTo("hooks.example:" + receiver.url(path).getPort());
    assertThat(receiver.requests(path).getFirst().genuine()).isTrue();
    assertThat(asked).containsExactly("hooks.example");
  }

  @Test
  @DisplayName("R154 a name that leads inside is not called, whatever it led to before")
  void rebound() {
    // Given
    var answers = new ArrayList<>(List.of("127.0.0.1", "10.0.0.1"));
    var client =
        new WebhookClient(
            vertx,
            host -> CompletableFuture.completedFuture(addresses(answers.removeFirst())),
            DEVELOPMENT,
            Duration.ofSeconds(10));
    var before = post(client, named("rebind.example"));
    // When
    var after = post(client, named("rebind.example"));
    // Then
    assertThat(before).isEqualTo(new Delivered());
    assertThat(after)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).isEqualTo("address-refused"));
    assertThat(receiver.requests(path)).hasSize(1);
  }

  @Test
  @DisplayName("R154 of several addresses one that is allowed is taken, each time")
  void severalAddresses() {
    // Given
    var client = client(DEVELOPMENT, "10.0.0.1", "127.0.0.1", "fd00::1");
    // When
    var outcomes =
        List.of(post(client, named("hooks.example")), post(client, named("hooks.example")));
    // Then
    assertThat(outcomes).containsOnly(new Delivered());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433", "0.0.0.0"})
  @DisplayName("R154 production calls nothing on its own machine, however it is written")
  void production(String host) {
    // Given
    try (var resolver = new HostResolver.OfThisMachine()) {
      var client = new WebhookClient(vertx, resolver, PRODUCTION, Duration.ofSeconds(10));
      // When
      var outcome = post(client, named(host));
      // Then
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.why()).isIn("address-refused", "unresolved"));
      assertThat(receiver.requests(path)).isEmpty();
    }
  }

  @Test
  @DisplayName("R154 redirects are not followed")
  void redirect() {
    // Given
    receiver.answer(path, 307);
    // When
    var outcome = post(client(DEVELOPMENT, "127.0.0.1"), receiver.url(path));
    // Then
    assertThat(outcome).isEqualTo(new Failed("status", "answered with 307"));
    assertThat(receiver.requests("/redirected")).isEmpty();
  }

  @Test
  @DisplayName("R47 a receiver that says nothing has failed after a while")
  void hangs() {
    // Given
    receiver.hang(path);
    var client = client(Duration.ofMillis(300), DEVELOPMENT, "127.0.0.1");
    // When
    var outcome = post(client, receiver.url(path));
    // Then
    assertThat(outcome).isEqualTo(new Failed("timeout", "no answer within PT0.3S"));
  }

  @Test
  @DisplayName("R47 a name that is never resolved has failed after the same while")
  void resolvingHangs() {
    // Given
    var client =
        new WebhookClient(
            vertx, host -> new CompletableFuture<>(), DEVELOPMENT, Duration.ofMillis(300));
    // When
    var outcome = post(client, receiver.url(path));
    // Then
    assertThat(outcome).isEqualTo(new Failed("timeout", "no answer within PT0.3S"));
  }

  @Test
  @DisplayName("R47 an answer that does not end is an answer, and costs its sender the connection")
  void endlessAnswer() throws IOException {
    // Given
    var cut = new AtomicBoolean();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerWithoutEnd(server, cut));
      // When
      var outcome =
          post(
              client(DEVELOPMENT, "127.0.0.1"),
              URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
      // Then
      assertThat(outcome).isEqualTo(new Delivered());
      await().atMost(Receiver.PATIENCE).untilTrue(cut);
    }
  }

  private static void answerWithoutEnd(ServerSocket server, AtomicBoolean cut) {
    try (var socket = server.accept()) {
      // An answer belongs to a request that has come.
      assertThat(socket.getInputStream().read()).isEqualTo('P');
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(UTF_8));
      while (true) {
        out.write(new byte[8192]);
      }
    } catch (IOException e) {
      cut.set(true);
    }
  }

  @Test
  @DisplayName("Connections are refused: that is a failure with a reason, and nothing else")
  void nobodyListens() throws IOException {
    // Given
    int port;
    try (var server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    // When
    var outcome =
        post(client(DEVELOPMENT, "127.0.0.1"), URI.create("http://127.0.0.1:" + port + "/"));
    // Then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).isEqualTo("connection"));
  }

  private WebhookClient client(AddressPolicy policy, String... addresses) {
    return client(Duration.ofSeconds(10), policy, addresses);
  }

  private WebhookClient client(Duration within, AddressPolicy policy, String... addresses) {
    return new WebhookClient(
        vertx,
        host -> {
          asked.add(host);
          return CompletableFuture.completedFuture(addresses(addresses));
        },
        policy,
        within);
  }

  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  private URI named(String host) {
    return URI.create("http://" + host + ":" + receiver.url(path).getPort() + path);
  }

  private static Attempt post(WebhookClient client, URI url) {
    var request = new WebhookRequest(BODY, "app-key", Signatures.webhook("app-secret", BODY));
    return client.post(url, request).toCompletionStage().toCompletableFuture().join();
  }
}
