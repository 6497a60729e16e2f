package io.carillon.gateway.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HubTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");

  private final FakePositions positions = new FakePositions(10);
  private final Hub hub = new Hub(positions);
  private final Executor loop = Runnable::run;
  private final Executor otherLoop = task -> task.run();
  private final Shard shard = hub.shardOf(loop);
  private final RememberingSubscriber ana = new RememberingSubscriber("1.1");
  private final RememberingSubscriber bo = new RememberingSubscriber("2.2");

  @Test
  @DisplayName(
      "R22 every subscriber gets an event once, in one flush, whatever event loop it is on")
  void deliversToAllLoops() throws InterruptedException {
    // Given
    live(shard, ana);
    live(hub.shardOf(otherLoop), bo);
    // When
    hub.deliver(List.of(batch(ROOM, 10, "a", 11, "b")));
    // Then
    assertThat(ana.texts()).containsExactly("a", "b");
    assertThat(ana.flushes()).isEqualTo(1);
    assertThat(bo.texts()).containsExactly("a", "b");
    assertThat(hub.delivered()).isEqualTo(4);
  }

  @Test
  @DisplayName("R36 the excluded socket gets the events around the excluded one")
  void excludesOneSocket() throws InterruptedException {
    // Given
    live(shard, ana);
    live(shard, bo);
    var batch = batch(ROOM, 10, "a");
    add(batch, 11, "1.1", "b");
    add(batch, 12, null, "c");
    // When
    hub.deliver(List.of(batch));
    // Then
    assertThat(ana.texts()).containsExactly("a", "c");
    assertThat(bo.texts()).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("A subscription starts where the log had been read to when it went live")
  void startsAtTheEnd() throws InterruptedException {
    // Given
    positions.end(12);
    live(shard, ana);
    // When
    hub.deliver(List.of(batch(ROOM, 11, "before", 12, "after")));
    // Then
    assertThat(ana.texts()).containsExactly("after");
  }

  @Test
  @DisplayName("R57 who reads positions gets each frame with its own, the others get it without")
  void placed() throws InterruptedException {
    // Given
    var reader = new RememberingSubscriber("3.3", true);
    live(shard, ana);
    live(shard, reader);
    var batch = batch(ROOM, 10, "{}");
    batch.place("{}".getBytes(UTF_8), 2, ",10}".getBytes(UTF_8));
    add(batch, 11, "3.3", "{a}");
    batch.place("{a}".getBytes(UTF_8), 3, ",11}".getBytes(UTF_8));
    add(batch, 12, null, "{b}");
    batch.place("{b}".getBytes(UTF_8), 3, ",12}".getBytes(UTF_8));
    // When
    hub.deliver(List.of(batch));
    // Then
    assertThat(reader.texts()).containsExactly("{,10}", "{b,12}");
    assertThat(ana.texts()).containsExactly("{}", "{a}", "{b}");
  }

  @Test
  @DisplayName("R62 who is behind gets the newest of each conflation key, and all that has none")
  void conflated() throws InterruptedException {
    // Given
    live(shard, ana);
    live(shard, bo);
    ana.fallBehind();
    var batch = batch(ROOM, 10, "price 1");
    batch.conflate("price");
    add(batch, 11, null, "news");
    add(batch, 12, null, "price 2");
    batch.conflate("price");
    // When
    hub.deliver(List.of(batch));
    // Then
    assertThat(ana.texts()).containsExactly("news", "price 2");
    assertThat(bo.texts()).containsExactly("price 1", "news", "price 2");
  }

  @Test
  @DisplayName("R57 positions are wanted while somebody reads them")
  void positionsWanted() {
    // Given
    var reader = new RememberingSubscriber("3.3", true);
    live(shard, ana);
    Subscription subscription = live(shard, reader);
    boolean before = hub.needsPositions(ROOM);
    // When
    shard.unsubscribe(subscription);
    // Then
    assertThat(before).isTrue();
    assertThat(hub.needsPositions(ROOM)).isFalse();
  }

  @Test
  @DisplayName("R58 while a subscription catches up it gets what is not of the log, and that alone")
  void catchingUp() throws InterruptedException {
    // Given
    shard.goLiveOutsideTheLog(shard.subscribe(ROOM, ana));
    // When
    hub.deliver(
        List.of(batch(ROOM, 10, "event"), batch(ROOM, ChannelBatch.UNPLACED, "member_added")));
    // Then
    assertThat(ana.texts()).containsExactly("member_added");
  }

  @Test
  @DisplayName(
      "A pending subscription receives neither events nor member frames, and keeps the channel wanted")
  void pendingReceivesNothing() throws InterruptedException {
    // Given
    shard.subscribe(ROOM, ana);
    // When
    hub.deliver(
        List.of(batch(ROOM, 10, "event"), batch(ROOM, ChannelBatch.UNPLACED, "member_added")));
    // Then
    assertThat(ana.texts()).isEmpty();
    assertThat(hub.listensTo(ROOM)).isTrue();
  }

  @Test
  @DisplayName("Member frames reach live subscribers whatever their position")
  void unplacedReachesLive() throws InterruptedException {
    // Given
    live(shard, ana);
    // When
    hub.deliver(List.of(batch(ROOM, ChannelBatch.UNPLACED, "member_added")));
    // Then
    assertThat(ana.texts()).containsExactly("member_added");
  }

  @Test
  @DisplayName("R28 after the last unsubscribe nobody listens and nothing is delivered")
  void unsubscribes() throws InterruptedException {
    // Given
    Subscription subscription = live(shard, ana);
    // When
    shard.unsubscribe(subscription);
    hub.deliver(List.of(batch(ROOM, 10, "a")));
    // Then
    assertThat(hub.listensTo(ROOM)).isFalse();
    assertThat(hub.channels()).isZero();
    assertThat(ana.texts()).isEmpty();
  }

  @Test
  @DisplayName(
      "A subscriber that leaves while it is being served does not cost its neighbours an event")
  void leavingWhileServed() throws InterruptedException {
    // Given
    var leaving = new LeavingSubscriber("3.3");
    live(shard, ana);
    leaving.subscription = live(shard, leaving);
    live(shard, bo);
    // When
    hub.deliver(List.of(batch(ROOM, 10, "a")));
    // Then
    assertThat(ana.texts()).containsExactly("a");
    assertThat(bo.texts()).containsExactly("a");
  }

  private final class LeavingSubscriber implements Subscriber {
    private final String id;
    @Nullable Subscription subscription;

    LeavingSubscriber(String id) {
      this.id = id;
    }

    @Override
    public String socketId() {
      return id;
    }

    @Override
    public boolean readsPositions() {
      return false;
    }

    @Override
    public void offer(io.netty.buffer.ByteBuf frame, int from, int length, Object conflation) {
      offer(frame, from, length);
    }

    @Override
    public boolean behind() {
      return false;
    }

    @Override
    public void offer(io.netty.buffer.ByteBuf frames, int from, int length) {
      if (subscription != null) {
        shard.unsubscribe(subscription);
      }
    }

    @Override
    public void flush() {}
  }

  private static Subscription live(Shard shard, Subscriber subscriber) {
    Subscription subscription = shard.subscribe(ROOM, subscriber);
    shard.goLive(subscription, shard.endOf(subscription));
    return subscription;
  }

  private static ChannelBatch batch(ChannelKey key, long position, String text) {
    var batch = new ChannelBatch(key);
    add(batch, position, null, text);
    return batch;
  }

  private static ChannelBatch batch(
      ChannelKey key, long first, String firstText, long second, String secondText) {
    ChannelBatch batch = batch(key, first, firstText);
    add(batch, second, null, secondText);
    return batch;
  }

  private static void add(
      ChannelBatch batch, long position, @Nullable String excluded, String text) {
    byte[] payload = text.getBytes(UTF_8);
    batch.add(position, excluded, payload, payload.length);
  }
}
