package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.WebhookDelivery;
import io.carillon.gateway.webhook.Attempt.Delivered;
import io.carillon.gateway.webhook.Attempt.Failed;
import io.carillon.gateway.webhook.Endpoint.Offer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final Failed DOWN = new Failed("status", "answered with 500");

  private final World world = new World();
  private final Progress progress = Progress.from(null);
  private final Endpoint endpoint = endpoint(false);
  private long offset;

  @Test
  @DisplayName("R47 a channel's deliveries go one after the other, other channels' beside them")
  void orderPerChannel() {
    // Given
    offer(endpoint, "a", "1", "2");
    offer(endpoint, "b", "1");
    offer(endpoint, "c", "1");
    // When
    endpoint.send();
    var atOnce = world.requests();
    world.answer(new Delivered());
    world.answer(new Delivered());
    // Then
    assertThat(atOnce).containsExactly("a1", "b1");
    assertThat(world.requests()).containsExactly("a1", "b1", "c1", "a2");
  }

  @Test
  @DisplayName("R47 one that fails is tried again before those behind it")
  void retriedInOrder() {
    // Given
    offer(endpoint, "a", "1", "2");
    endpoint.send();
    // When
    world.answer(DOWN);
    var meanwhile = world.requests();
    world.passWaits();
    world.answer(new Delivered());
    world.answer(new Delivered());
    // Then
    assertThat(meanwhile).containsExactly("a1");
    assertThat(world.requests()).containsExactly("a1", "a1", "a2");
    assertThat(progress.commit().offset()).isEqualTo(2);
    assertThat(endpoint.idle()).isTrue();
  }

  @Test
  @DisplayName("R47 one channel's failure delays no other channel")
  void otherChannelsGoOn() {
    // Given
    offer(endpoint, "a", "1");
    offer(endpoint, "b", "1", "2");
    endpoint.send();
    // When
    world.answer(DOWN);
    world.answer(new Delivered());
    // Then
    assertThat(world.requests()).containsExactly("a1", "b1", "b2");
  }

  @Test
  @DisplayName(
      "R47 after the window a delivery goes to the dead letters, with what waits behind it")
  void window() {
    // Given
    offer(endpoint, "a", "1", "2");
    endpoint.send();
    // When
    int tries = 0;
    while (world.underWay() > 0) {
      tries++;
      world.answer(DOWN);
      world.passWaits();
    }
    // Then
    assertThat(world.givenUp).containsExactly("a1", "a2");
    assertThat(world.now).isBetween(29_000L, 30_400L);
    assertThat(tries).isGreaterThan(50);
    assertThat(endpoint.queued()).isZero();
    assertThat(endpoint.bytes()).isZero();
  }

  @Test
  @DisplayName("R47 what comes when the endpoint is well again has a window of its own")
  void wellAgain() {
    // Given
    offer(endpoint, "a", "1");
    endpoint.send();
    world.answer(DOWN);
    world.now += 40_000;
    offer(endpoint, "a", "2");
    // When
    world.passWaits();
    var meanwhile = List.copyOf(world.givenUp);
    world.answer(new Delivered());
    // Then
    assertThat(meanwhile).containsExactly("a1");
    assertThat(world.requests()).containsExactly("a1", "a2");
  }

  @Test
  @DisplayName("R165 the queue is bounded, and has room again for what was delivered")
  void bounded() {
    // Given
    var small = new Endpoint(TestWebhooks.QUICK.queue(2), backoff(), false, world);
    offer(small, "a", "1", "2");
    // When
    var full = small.offer(queued("a", "3"));
    small.send();
    world.answer(new Delivered());
    var again = small.offer(queued("a", "4"));
    // Then
    assertThat(full).isEqualTo(Offer.FULL);
    assertThat(again).isEqualTo(Offer.QUEUED);
  }

  @Test
  @DisplayName("R46 a batched endpoint has one request at a time, which takes what has gathered")
  void batched() {
    // Given
    var batching = endpoint(true);
    offer(batching, "a", "1");
    batching.send();
    offer(batching, "b", "1");
    offer(batching, "a", "2");
    offer(batching, "c", "1", "2");
    batching.send();
    // When
    world.answer(new Delivered());
    world.answer(DOWN);
    world.passWaits();
    world.answer(new Delivered());
    world.answer(new Delivered());
    // Then
    assertThat(world.requests()).containsExactly("a1", "b1 a2 c1", "b1 a2 c1", "c2");
    assertThat(batching.idle()).isTrue();
  }

  @Test
  @DisplayName("R47 what others own now is let go, but for what is under way")
  void leftToOthers() {
    // Given
    offer(endpoint, "a", "1", "2");
    offer(endpoint, "b", "1");
    offer(endpoint, "c", "1");
    endpoint.send();
    progress.close();
    // When
    endpoint.leaveToOthers();
    world.answer(new Delivered());
    world.answer(DOWN);
    // Then
    assertThat(world.requests()).containsExactly("a1", "b1");
    assertThat(world.givenUp).isEmpty();
    assertThat(endpoint.queued()).isZero();
    assertThat(progress.commit().offset()).isEqualTo(1);
  }

  private Endpoint endpoint(boolean batched) {
    return new Endpoint(TestWebhooks.QUICK, backoff(), batched, world);
  }

  private static Backoff backoff() {
    return new Backoff(TestWebhooks.QUICK.retryFirst(), TestWebhooks.QUICK.retryMax(), () -> 0);
  }

  private void offer(Endpoint to, String channel, String... texts) {
    for (String text : texts) {
      to.offer(queued(channel, text));
    }
  }

  private Queued queued(String channel, String text) {
    var delivery =
        new WebhookDelivery(
            new ChannelKey("app", channel), "e", "http://x/", 0, (channel + text).getBytes(UTF_8));
    progress.begin(offset);
    return new Queued(
        delivery,
        new ConsumerRecord<>("webhooks", 0, offset++, new byte[0], new byte[0]),
        progress);
  }

  /// Remembers requests, answers the oldest of those under way when told to, and has a clock that
  /// is moved by hand.
  private static final class World implements Endpoint.Sending {
    private record Later(long due, Runnable task) {}

    private final List<String> requests = new ArrayList<>();
    private final Deque<Consumer<Attempt>> underWay = new ArrayDeque<>();
    private final Deque<Later> later = new ArrayDeque<>();
    private final List<String> givenUp = new ArrayList<>();
    private long now;

    List<String> requests() {
      return List.copyOf(requests);
    }

    int underWay() {
      return underWay.size();
    }

    void answer(Attempt attempt) {
      underWay.remove().accept(attempt);
    }

    /// Moves the clock to each wait's end.
    void passWaits() {
      while (!later.isEmpty()) {
        Later next = later.remove();
        now = Math.max(now, next.due);
        next.task.run();
      }
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public void post(List<WebhookDelivery> events, Consumer<Attempt> whenEnded) {
      requests.add(
          String.join(" ", events.stream().map(each -> new String(each.json(), UTF_8)).toList()));
      underWay.add(whenEnded);
    }

    @Override
    public void later(Duration delay, Runnable task) {
      later.add(new Later(now + delay.toMillis(), task));
    }

    @Override
    public void giveUp(Queued delivery, Failed why) {
      givenUp.add(new String(delivery.delivery().json(), UTF_8));
      delivery.done();
    }

    @Override
    public void retried() {}
  }
}
