package io.carillon.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.process.Ports;
import io.carillon.local.testing.LocalParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// One instance of the packaged service in a process of its own, which a test may kill and start
/// again.
final class RunningPresence implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration READY_WAIT_MAX = Duration.ofSeconds(60);
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(15);
  private static final Pattern PARTITIONS =
      Pattern.compile("(?m)^carillon_presence_partitions(?:\\{[^}]*})? ([0-9.]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> settings = new HashMap<>();
  private final int port = Ports.free();
  private Process process;

  private RunningPresence(String topics, Map<String, String> more) {
    var parts = new LocalParts();
    parts.init(Map.of("topics", topics));
    settings.putAll(parts.start());
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.putAll(more);
    process = launch();
  }

  /// Starts an instance; those that share a prefix of topics share the viewers.
  static RunningPresence start(String topics, Map<String, String> settings) {
    return new RunningPresence(topics, settings);
  }

  RunningPresence ready() {
    await()
        .atMost(READY_WAIT_MAX)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(status("/q/health/ready")).isEqualTo(200));
    return this;
  }

  void kill9() {
    process.destroyForcibly();
    exited();
  }

  void startAgain() {
    process = launch();
  }

  String bootstrapServers() {
    return settings.getOrDefault("kafka.bootstrap.servers", "");
  }

  int join(Object product, String user) {
    return act("join", product, user);
  }

  int leave(Object product, String user) {
    return act("leave", product, user);
  }

  int count(String product) {
    var answer =
        send(
            request("/api/product-viewers?productId=" + URLEncoder.encode(product, UTF_8)).build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("viewerCount").asInt(-1);
  }

  /// How many partitions the instance counts.
  int partitions() {
    var number = PARTITIONS.matcher(send(request("/q/metrics").build()).body());
    assertThat(number.find()).as("the metric of partitions").isTrue();
    return (int) Double.parseDouble(number.group(1));
  }

  @Override
  public void close() {
    process.destroy();
    exited();
  }

  private int act(String action, Object product, String user) {
    var answer = send(action, product, user);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("viewerCount").asInt(-1);
  }

  /// The answer to an action, whatever it is.
  HttpResponse<String> send(String action, Object product, String user) {
    var body =
        JSON.createObjectNode()
            .putPOJO("productId", product)
            .put("action", action)
            .put("userId", user)
            .toString();
    return send(
        request("/api/product-viewers")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private int status(String path) {
    return send(request(path).build()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(ANSWER_WAIT_MAX);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException notThere) {
      throw new AssertionError("nothing listens on port " + port, notThere);
    } catch (IOException broken) {
      throw new UncheckedIOException("no answer from port " + port, broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", stopped);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + answer.body(), e);
    }
  }

  private Process launch() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(JAR.toString());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(
                  Path.of("target", "presence-" + port + ".log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  private void exited() {
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the service ends").isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service ends", stopped);
    }
  }
}
