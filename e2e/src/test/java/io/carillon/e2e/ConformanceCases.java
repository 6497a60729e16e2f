package io.carillon.e2e;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.rest.data.PresenceUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// A stack of brokers and gateways alone with the apps of `conformance/apps.json`, and the suite
/// that runs against it beside the cases of the Java libraries.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ConformanceCases {
  private static final Path APPS = Stack.directory().resolve("e2e/node/conformance/apps.json");

  /// Short ones, so that what a silent connection sees is seen in time.
  private static final String PATIENCE =
      "-Dcarillon.socket.activity-timeout=4s -Dcarillon.socket.pong-timeout=3s"
          + " -Dcarillon.socket.authorized-within=3s";

  /// Behind the cases of the libraries, which have no order.
  private static final int SUITE = Integer.MAX_VALUE - 1;

  /// Behind the suite, whose sockets it would end.
  static final int DRAINING = Integer.MAX_VALUE;

  private final int gateways;
  private final Stack stack;
  private final FutureTask<@Nullable Void> suite = new FutureTask<>(this::runSuite);
  private final Queue<Pusher> clients = new ConcurrentLinkedQueue<>();

  ConformanceCases(int gateways) {
    this.gateways = gateways;
    this.stack =
        Stack.fresh(
            "conformance-" + gateways,
            Map.of("CARILLON_APPS_FILE", APPS.toString(), "CARILLON_GATEWAY_JAVA_OPTS", PATIENCE));
  }

  @BeforeAll
  void up() {
    stack.run(
        "up", "--background", "--only", "kafka,gateway", "--gateways", Integer.toString(gateways));
    Thread.ofPlatform().name("conformance").start(suite);
  }

  @AfterAll
  void down() {
    stack.run("down");
  }

  @AfterEach
  void disconnect() {
    for (Pusher client = clients.poll(); client != null; client = clients.poll()) {
      client.disconnect();
    }
  }

  @Test
  @Order(SUITE)
  @DisplayName("R2 The suite of node/conformance")
  void suite() throws InterruptedException {
    try {
      suite.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the suite failed", e.getCause());
    }
  }

  private @Nullable Void runSuite() throws IOException, InterruptedException {
    NodeTests.conformance(
        "conformance-" + gateways, url(stack.gateway(0)), url(stack.gateway(gateways - 1)));
    return null;
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  String socketUrl(String key) {
    return "ws://127.0.0.1:%d/app/%s".formatted(stack.gateway(gateways - 1), key);
  }

  void restartSubscribersGateway() {
    stack.restart(gateways == 1 ? "gateway" : "gateway-" + gateways);
  }

  /// The Java server library, talking to the gateway that takes requests.
  com.pusher.rest.Pusher server() {
    return server("app-id", "app-key", "app-secret");
  }

  com.pusher.rest.Pusher server(String id, String key, String secret) {
    return here(new com.pusher.rest.Pusher(id, key, secret));
  }

  /// One that encrypts.
  com.pusher.rest.Pusher server(String id, String key, String secret, String masterKey) {
    return here(new com.pusher.rest.Pusher(id, key, secret, masterKey));
  }

  private com.pusher.rest.Pusher here(com.pusher.rest.Pusher server) {
    server.setHost("127.0.0.1:" + stack.gateway(0));
    return server;
  }

  /// The Java client, not yet connected, at the gateway that has the sockets; the app's own back
  /// end lets it in as this user.
  Pusher client(String user) {
    return client(options ->
        options.setChannelAuthorizer((channel, socketId) ->
            channel.startsWith("presence-")
                ? server()
                    .authenticate(socketId, channel, new PresenceUser(user, Map.of("name", user)))
                : server().authenticate(socketId, channel)));
  }

  Pusher client(UnaryOperator<PusherOptions> more) {
    return client("app-key", more);
  }

  Pusher client(String key, UnaryOperator<PusherOptions> more) {
    var options =
        new PusherOptions()
            .setHost("127.0.0.1")
            .setWsPort(stack.gateway(gateways - 1))
            .setUseTLS(false);
    var client = new Pusher(key, more.apply(options));
    clients.add(client);
    return client;
  }

  static String unique(String prefix) {
    return prefix + UUID.randomUUID();
  }
}
