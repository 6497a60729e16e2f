package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.gateway.api.SigningServer;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Counts of an app that has them on and of one that has not, with a channel that is large at
/// three.
@QuarkusTest
@TestProfile(SubscriptionCountsIT.LargeAtThree.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = CountingApps.class, restrictToAnnotatedClass = true)
class SubscriptionCountsIT {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  public static final class LargeAtThree implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carillon.membership.every-count-up-to",
          "2",
          "carillon.membership.large-count-interval",
          INTERVAL.toString());
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R34 of a large channel one count is told in an interval, and the last always")
  void largeChannel() throws InterruptedException {
    // Given
    String channel = unique();
    var others = new ArrayList<Live>();
    try (Live ana = RawSocket.live(port)) {
      for (int i = 0; i < 2; i++) {
        others.add(subscribed(channel));
      }
      ana.socket().keepCounts();
      ana.subscribe(channel);
      ana.subscribed(channel);
      ana.socket().counted(channel, 3);
      long told = System.nanoTime();
      // When
      for (int i = 0; i < 3; i++) {
        others.add(subscribed(channel));
        awaitCount(channel, 4 + i);
      }
      // Then
      assertThat(ana.socket().upToNow()).isEmpty();
      assertThat(RawSocket.dataOf(ana.socket().next(RawSocket.COUNT, channel)))
          .hasToString("{\"subscription_count\":6}");
      assertThat(Duration.ofNanos(System.nanoTime() - told))
          .isGreaterThan(INTERVAL.minus(INTERVAL.dividedBy(4)));
    } finally {
      others.forEach(Live::close);
    }
  }

  @Test
  @DisplayName("R34, R39 an app that has counts off is told none, neither by socket nor by HTTP")
  void switchedOff() throws InterruptedException {
    // Given
    String channel = unique();
    var server = new SigningServer(port).of("quiet", "quiet-key", "quiet-secret");
    var channels = Map.of("filter_by_prefix", channel, "info", "subscription_count");
    try (RawSocket socket = RawSocket.open(port, "quiet-key", "?protocol=7")) {
      socket.keepCounts();
      socket.next("pusher:connection_established");
      // When
      socket.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
      socket.next("pusher_internal:subscription_succeeded", channel);
      // Then
      await()
          .untilAsserted(() ->
              assertThat(server.get("/channels", channels).body())
                  .isEqualTo("{\"channels\":{\"" + channel + "\":{}}}"));
      assertThat(socket.upToNow()).isEmpty();
      var one = server.get("/channels/" + channel, Map.of("info", "subscription_count"));
      assertThat(one.statusCode()).isEqualTo(400);
      assertThat(one.body()).contains("\"code\":\"subscription-counts-off\"");
    }
  }

  @Test
  @DisplayName("R39 channels are listed with their counts, one is told with its own")
  void counts() throws InterruptedException {
    // Given
    String channel = unique();
    var server = new SigningServer(port);
    try (Live ana = subscribed(channel);
        Live bo = subscribed(channel + "-other")) {
      // When
      awaitCount(channel, 1);
      awaitCount(channel + "-other", 1);
      var list =
          server.get(
              "/channels", Map.of("filter_by_prefix", channel, "info", "subscription_count"));
      // Then
      assertThat(List.of(ana, bo)).allMatch(live -> live.socket().open());
      assertThat(list.body())
          .isEqualTo(
              "{\"channels\":{\"%1$s\":{\"subscription_count\":1},\"%1$s-other\":{\"subscription_count\":1}}}"
                  .formatted(channel));
      assertThat(server.get("/channels/" + channel, Map.of()).body())
          .isEqualTo("{\"occupied\":true}");
    }
  }

  private Live subscribed(String channel) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.subscribe(channel);
    live.subscribed(channel);
    return live;
  }

  private void awaitCount(String channel, int count) {
    var server = new SigningServer(port);
    await()
        .untilAsserted(() ->
            assertThat(
                    server.get("/channels/" + channel, Map.of("info", "subscription_count")).body())
                .isEqualTo("{\"occupied\":true,\"subscription_count\":" + count + "}"));
  }

  private static String unique() {
    return "room-" + UUID.randomUUID();
  }
}
