package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.pusher.rest.Pusher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `./carillon` itself: what it prints, what it leaves behind, what it says when something is in
/// the way.
class LaunchIT {
  private final Stack stack = Stack.fresh("launch");

  @AfterEach
  void down() {
    stack.tryRun("down");
  }

  @Test
  @DisplayName(
      "R12 one command starts everything and prints the four values; Ctrl-C leaves no process and no busy port")
  void upAndInterrupted() throws IOException, InterruptedException {
    // Given
    Path log = stack.home().resolve("up.log");
    Process up = stack.command("up").redirectErrorStream(true).redirectOutput(log.toFile()).start();
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> Files.readString(log).contains("Carillon is ready") || !up.isAlive());
    List<Stack.Part> parts = stack.parts();
    // When
    new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor();
    // Then
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log))
        .contains(
            "PUSHER_APP_ID",
            "PUSHER_SECRET",
            "NEXT_PUBLIC_PUSHER_KEY",
            "NEXT_PUBLIC_PUSHER_CLUSTER")
        .contains("http://127.0.0.1:" + stack.gateway(0));
    assertThat(parts)
        .extracting(Stack.Part::name)
        .containsExactlyInAnyOrder(
            "gateway", "chat", "presence", "leaderboard", "kafka", "postgresql", "oidc");
    assertThat(parts).extracting(Stack.Part::state).containsOnly("up");
    for (Stack.Part part : parts) {
      assertThat(ProcessHandle.of(part.pid())).as(part.name()).isEmpty();
      try (var free = new ServerSocket(part.port(), 1, InetAddress.getLoopbackAddress())) {
        assertThat(free.isBound()).isTrue();
      }
    }
  }

  @Test
  @DisplayName(
      "A second up says that one is running; a killed launcher's leftovers are stopped at the next start; data stays")
  void secondAndLeftovers() throws IOException, InterruptedException {
    // Given
    Path log = stack.home().resolve("up.log");
    Process up = stack.command("up").redirectErrorStream(true).redirectOutput(log.toFile()).start();
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> Files.readString(log).contains("Carillon is ready") || !up.isAlive());
    String said = say("kept");
    // When
    Stack.Result second = stack.tryRun("up", "--background");
    List<Stack.Part> before = stack.parts();
    up.destroyForcibly().waitFor();
    stack.run("up", "--background");
    // Then
    assertThat(chat("GET", null, Map.of("channelId", "room"))).contains(said);
    assertThat(second.exit()).isNotZero();
    assertThat(second.output()).contains("running");
    assertThat(stack.parts()).extracting(Stack.Part::state).containsOnly("up");
    assertThat(stack.parts())
        .extracting(Stack.Part::pid)
        .doesNotContainAnyElementsOf(before.stream().map(Stack.Part::pid).toList());
  }

  /// Says something in a room, as a trusted server does. @return the message's id
  private String say(String content) throws IOException, InterruptedException {
    var message =
        "{\"channelId\":\"room\",\"senderId\":\"ana\",\"senderName\":\"Ana\",\"content\":\"%s\"}"
            .formatted(content);
    return Stack.json(chat("POST", message, Map.of())).get("id").asText();
  }

  private String chat(String method, @Nullable String body, Map<String, String> parameters)
      throws IOException, InterruptedException {
    var server = new Pusher("app-id", "app-key", "app-secret");
    server.setHost("127.0.0.1:" + stack.port("CHAT"));
    var request =
        HttpRequest.newBuilder(server.signedUri(method, "/api/messages", body, parameters));
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.method(method, publisher).build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  @DisplayName("A port that is in use is named, with the variable that changes it")
  void busyPort() throws IOException {
    // Given
    try (var busy = new ServerSocket(stack.port("CHAT"), 1, InetAddress.getLoopbackAddress())) {
      // When
      Stack.Result up = stack.tryRun("up", "--background");
      // Then
      assertThat(up.exit()).isNotZero();
      assertThat(up.output()).contains(Integer.toString(busy.getLocalPort()), "CARILLON_CHAT_PORT");
    }
  }
}
