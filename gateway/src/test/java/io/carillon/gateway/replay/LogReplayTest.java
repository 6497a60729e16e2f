package io.carillon.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogReplayTest {
  private static final String TOPIC = "events";
  private static final ChannelKey ROOM = new ChannelKey("app", "room");
  private static final int EVENTS = 3;

  private record Found(Replayed events, Runnable done) {}

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Passed passed = new Passed(1, 10);
  private final BlockingQueue<Optional<Found>> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch allAsked = new CountDownLatch(1);
  private LogReplay log;

  @BeforeEach
  void start() {
    passed.restartAt(0, 0);
    log = new LogReplay(consumer, TOPIC, 1, partition -> EVENTS, passed, new Bounds());
  }

  @AfterEach
  void stop() throws InterruptedException {
    log.stop();
  }

  @Test
  @DisplayName("R59 what several wait for is read once, held once, and given back with the last")
  void heldOnce() throws InterruptedException {
    // Given: one is being served, so that the others wait together
    var serving = new CountDownLatch(1);
    consumer.schedulePollTask(() -> {
      serving.countDown();
      awaitAllAsked();
      add();
    });
    consumer.schedulePollTask(this::add);
    ask(0);
    serving.await();
    // When
    ask(0);
    ask(1);
    allAsked.countDown();
    Found alone = answer();
    Found whole = answer();
    Found part = answer();
    long both = log.bytes();
    whole.done().run();
    long withOneLeft = log.bytes();
    part.done().run();
    long withFirst = log.bytes();
    alone.done().run();
    // Then
    assertThat(log.reads()).isEqualTo(2);
    assertThat(whole.events().events()).hasSize(EVENTS);
    assertThat(part.events().events()).isEqualTo(whole.events().events().subList(1, EVENTS));
    assertThat(withFirst).isPositive();
    assertThat(List.of(both, withOneLeft)).containsExactly(2 * withFirst, 2 * withFirst);
    assertThat(log.bytes()).isZero();
  }

  private void ask(long from) {
    var _ =
        log.request(
            ROOM,
            from,
            new LogReplay.Waiter() {
              @Override
              public void found(Replayed found, Runnable done) {
                answers.add(Optional.of(new Found(found, done)));
              }

              @Override
              public void lost() {
                answers.add(Optional.empty());
              }
            });
  }

  private Found answer() throws InterruptedException {
    return Optional.ofNullable(answers.poll(10, TimeUnit.SECONDS))
        .flatMap(answer -> answer)
        .orElseThrow(() -> new AssertionError("nothing was found"));
  }

  private void awaitAllAsked() {
    try {
      if (!allAsked.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the others did not ask");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add() {
    var codec = new ChannelEventCodec();
    for (int offset = 0; offset < EVENTS; offset++) {
      var record = codec.encode(TOPIC, ChannelEvent.of(ROOM, "e", "text " + offset));
      consumer.addRecord(
          new ConsumerRecord<>(
              TOPIC,
              0,
              offset,
              1_000 + offset,
              TimestampType.LOG_APPEND_TIME,
              record.key().length,
              record.value().length,
              record.key(),
              record.value(),
              new RecordHeaders(record.headers()),
              Optional.empty()));
    }
  }

  private record Bounds() implements ReplayConfig {
    @Override
    public long bufferBytesMax() {
      return 1 << 16;
    }

    @Override
    public long logBytesMax() {
      return 1 << 20;
    }

    @Override
    public Duration logWithin() {
      return Duration.ofSeconds(10);
    }

    @Override
    public int waitingMax() {
      return 10;
    }

    @Override
    public int historyMax() {
      return 10;
    }

    @Override
    public int refreshRecords() {
      return 10;
    }
  }
}
