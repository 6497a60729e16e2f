package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.gateway.admin.Admins;
import io.carillon.gateway.api.SigningServer;
import io.carillon.local.testing.LocalGateway;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Two gateways, of which one is told of a change: the other obeys as well.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,oidc"),
      @ResourceArg(name = "topics", value = "two-gateways.")
    },
    restrictToAnnotatedClass = true)
class AppChangesOverGatewaysIT {
  /// What requirement R164 allows for a change to be obeyed.
  private static final Duration OBEYED_WITHIN = Duration.ofSeconds(5);

  private static @Nullable LocalGateway other;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Admins here;
  private Admins there;

  @BeforeEach
  void start() {
    RawSocket.awaitReady(port);
    var second = other;
    if (second == null) {
      second = LocalGateway.start(settings());
      other = second;
    }
    here = Admins.with("operator", port);
    there = here.at(second.port());
  }

  @AfterAll
  static void stop() {
    if (other != null) {
      other.close();
      other = null;
    }
  }

  @Test
  @DisplayName("R11, R164 a paused app's sockets end with 4003 on both gateways, within 5 s")
  void paused() throws InterruptedException {
    // Given
    var app = unique();
    var key = here.make(app, "");
    awaitThere(app, 1);
    var otherApp = here.make(unique(), "");
    try (var first = open(port, key);
        var second = open(otherPort(), key);
        var bystander = open(port, otherApp)) {
      // When
      var began = System.nanoTime();
      var answer = here.post("/" + app + "/pause", "");
      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      for (var socket : List.of(first, second)) {
        assertThat(socket.next("pusher:error").at("/data/code").asInt()).isEqualTo(4003);
        assertThat(socket.closeCode()).isEqualTo(4003);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(OBEYED_WITHIN);
      for (var gateway : List.of(port, otherPort())) {
        assertRefused(gateway, key, 4003);
      }
      assertThat(bystander.upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R11 a resumed app's sockets are taken again, by both gateways")
  void resumed() throws InterruptedException {
    // Given
    var app = unique();
    var key = here.make(app, ",\"paused\":true");
    // When
    there.at(port).post("/" + app + "/resume", "");
    awaitThere(app, 2);
    // Then
    for (var gateway : List.of(port, otherPort())) {
      try (var socket = open(gateway, key)) {
        assertThat(socket.upToNow()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("R9 while a key is replaced both count everywhere, then the old one nowhere")
  void rotated() throws InterruptedException {
    // Given
    var app = unique();
    var old = here.make(app, "");
    var oldSecret = here.secret(app, old);
    var fresh = Admins.keys(here.post("/" + app + "/keys", "")).getLast();
    var freshSecret = here.secret(app, fresh);
    awaitThere(app, 2);
    try (var byOld = open(otherPort(), old);
        var byFresh = open(otherPort(), fresh);
        var byOldHere = open(port, old)) {
      var both =
          Stream.of(port, otherPort())
              .flatMap(gateway ->
                  Stream.of(
                      trigger(gateway, app, old, oldSecret),
                      trigger(gateway, app, fresh, freshSecret)))
              .map(HttpResponse::statusCode)
              .toList();
      // When
      var withdrawn = here.delete("/" + app + "/keys/" + old);
      // Then
      assertThat(both).hasSize(4).containsOnly(200);
      assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
      assertThat(byOldHere.next("pusher:error").at("/data/code").asInt()).isEqualTo(4001);
      assertThat(byOld.next("pusher:error").at("/data/code").asInt()).isEqualTo(4001);
      assertThat(byOld.closeCode()).isEqualTo(4001);
      for (var gateway : List.of(port, otherPort())) {
        assertThat(trigger(gateway, app, old, oldSecret).statusCode()).isEqualTo(401);
        assertThat(trigger(gateway, app, fresh, freshSecret).statusCode()).isEqualTo(200);
        assertRefused(gateway, old, 4001);
      }
      assertThat(byFresh.upToNow()).isEmpty();
    }
  }

  @Test
  @DisplayName("R9 a deleted app's sockets end with 4001 on both gateways")
  void deleted() throws InterruptedException {
    // Given
    var app = unique();
    var key = here.make(app, "");
    awaitThere(app, 1);
    try (var first = open(port, key);
        var second = open(otherPort(), key)) {
      // When
      var deleted = there.delete("/" + app);
      // Then
      assertThat(deleted.statusCode()).isEqualTo(204);
      assertThat(first.next("pusher:error").at("/data/code").asInt()).isEqualTo(4001);
      assertThat(second.closeCode()).isEqualTo(4001);
    }
  }

  @RepeatedTest(3)
  @DisplayName("R9 of two editors at once, on two gateways, one is told 409 and the other counts")
  void race() throws Exception {
    // Given
    var app = unique();
    here.make(app, "");
    awaitThere(app, 1);
    var start = new CyclicBarrier(2);
    var answers = new ArrayList<Future<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      for (var editor : List.of(here, there)) {
        answers.add(
            threads.submit(() -> {
              start.await();
              return editor.patch(
                  "/" + app,
                  "{\"version\":1,\"name\":\"by %s\"}".formatted(editor == here ? "one" : "two"));
            }));
      }
    }
    // Then
    var one = answers.getFirst().get();
    var two = answers.getLast().get();
    assertThat(List.of(one.statusCode(), two.statusCode())).containsExactlyInAnyOrder(200, 409);
    var winner = one.statusCode() == 200 ? "by one" : "by two";
    var lost = one.statusCode() == 200 ? two : one;
    assertThat(lost.headers().firstValue("ETag")).isPresent();
    await()
        .atMost(OBEYED_WITHIN)
        .untilAsserted(() -> {
          for (var editor : List.of(here, there)) {
            var shown = Admins.json(editor.get("/" + app));
            assertThat(shown.path("name").asText()).isEqualTo(winner);
            assertThat(lost.headers().firstValue("ETag").orElseThrow())
                .isEqualTo("\"" + shown.path("version").asText() + "\"");
          }
        });
  }

  @Test
  @DisplayName("R6 no secret stands in an answer but the revealing one, nor in any gateway's log")
  void secretsStaySecret() {
    // Given
    var app = unique();
    try (var log = new Lines()) {
      var made = here.post("", "{\"id\":\"%s\"}".formatted(app));
      var key = Admins.keys(made).getFirst();
      awaitThere(app, 1);
      // When
      var secret = here.secret(app, key);
      trigger(port, app, key, secret + "x");
      var answers =
          List.of(
              made,
              here.post("/" + app + "/pause", ""),
              here.post("/" + app + "/keys", ""),
              here.patch("/" + app, "{\"version\":3,\"name\":\"x\"}"),
              there.get(""),
              here.get("/" + app));
      // Then
      assertThat(answers).noneSatisfy(answer -> assertThat(answer.body()).contains(secret));
      assertThat(log.lines).anySatisfy(line -> assertThat(line).contains("key.reveal", app));
      assertThat(log.lines).noneSatisfy(line -> assertThat(line).contains(secret));
      assertThat(second().log()).doesNotContain(secret);
    }
  }

  private static LocalGateway second() {
    return Objects.requireNonNull(other);
  }

  private static int otherPort() {
    return second().port();
  }

  private static Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    for (var name :
        List.of(
            "kafka.bootstrap.servers",
            "quarkus.oidc.auth-server-url",
            "carillon.environment",
            "carillon.apps.file",
            "carillon.apps.platform-key",
            "carillon.topics.prefix",
            "carillon.topics.partitions",
            "carillon.topics.replication")) {
      settings.put(name, ConfigProvider.getConfig().getValue(name, String.class));
    }
    return settings;
  }

  private void awaitThere(String app, int version) {
    await()
        .atMost(OBEYED_WITHIN)
        .untilAsserted(() ->
            assertThat(there.get("/" + app).headers().firstValue("ETag"))
                .contains("\"" + version + "\""));
  }

  private static RawSocket open(int gateway, String key) throws InterruptedException {
    var socket = RawSocket.open(gateway, key, "?protocol=7");
    socket.next("pusher:connection_established");
    return socket;
  }

  private static void assertRefused(int gateway, String key, int code) {
    try (var socket = RawSocket.open(gateway, key, "?protocol=7")) {
      assertThat(socket.closeCode()).isEqualTo(code);
    }
  }

  private static HttpResponse<String> trigger(int port, String app, String key, String secret) {
    return new SigningServer(port)
        .of(app, key, secret)
        .post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}");
  }

  private static String unique() {
    return "app-" + UUID.randomUUID();
  }

  /// All that this JVM logs.
  private static final class Lines extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    Lines() {
      root.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(
          record.getLoggerName()
              + " "
              + record.getMessage()
              + Arrays.toString(record.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      root.removeHandler(this);
    }
  }
}
