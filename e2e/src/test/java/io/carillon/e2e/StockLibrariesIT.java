package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import com.pusher.rest.data.PresenceUser;
import io.carillon.local.testing.TestCertificate;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Unmodified client and server libraries, with publisher and subscriber on different gateways.
class StockLibrariesIT {
  private final Stack stack = Stack.shared();

  @Test
  @DisplayName("R2 pusher-js of both majors, the Node server library and laravel-echo")
  void nodeLibraries() throws IOException, InterruptedException {
    NodeTests.run(stack, "libraries.test.mjs", Map.of());
  }

  @Test
  @DisplayName("R1 R3 R4 the migration page, row by row")
  void migrationPage() throws IOException, InterruptedException {
    NodeTests.run(
        stack,
        "migration.test.mjs",
        Map.of(
            "CARILLON_TLS_PORTS",
            stack.tlsPort("gateway") + "," + stack.tlsPort("gateway-2"),
            "NODE_EXTRA_CA_CERTS",
            TestCertificate.shared().certificate().toString()));
  }

  @Test
  @DisplayName(
      "R2 R45 the Java client receives what the Java server library triggers on the other gateway")
  void javaLibraries() throws InterruptedException {
    // Given
    String room = "presence-" + UUID.randomUUID();
    var server = new com.pusher.rest.Pusher("app-id", "app-key", "app-secret");
    server.setHost("127.0.0.1:" + stack.gateway(0));
    var watcher = new Watcher();
    Pusher client = client(server, stack.gateway(1));
    client.connect();
    client.subscribePresence(room, watcher, "greeting");
    assertThat(watcher.next()).isEqualTo("subscribed [ana]");
    // When
    var result = server.trigger(room, "greeting", Map.of("n", 1));
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(200);
    assertThat(watcher.next()).isEqualTo("greeting {\"n\":1}");
    client.disconnect();
  }

  private static Pusher client(com.pusher.rest.Pusher server, int port) {
    var options =
        new PusherOptions()
            .setHost("127.0.0.1")
            .setWsPort(port)
            .setUseTLS(false)
            .setChannelAuthorizer((channel, socketId) ->
                server.authenticate(socketId, channel, new PresenceUser("ana")));
    return new Pusher("app-key", options);
  }

  /// Remembers what the client told it.
  private static final class Watcher implements PresenceChannelEventListener {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      String next = told.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("the client heard something").isNotNull();
      return next;
    }

    @Override
    public void onUsersInformationReceived(String channel, Set<User> users) {
      told.add("subscribed " + users.stream().map(User::getId).toList());
    }

    @Override
    public void userSubscribed(String channel, User user) {}

    @Override
    public void userUnsubscribed(String channel, User user) {}

    @Override
    public void onAuthenticationFailure(String message, Exception e) {
      told.add("failure " + message);
    }

    @Override
    public void onSubscriptionSucceeded(String channel) {}

    @Override
    public void onEvent(PusherEvent event) {
      told.add(event.getEventName() + " " + event.getData());
    }
  }
}
