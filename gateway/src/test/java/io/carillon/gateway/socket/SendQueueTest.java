package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.socket.SendQueue.Offer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SendQueueTest {
  private final LongAdder total = new LongAdder();
  private final FakeWire wire = new FakeWire();
  private final SendQueue queue = new SendQueue(wire, 10, total);

  @Test
  @DisplayName("A peer that reads has nothing kept for it")
  void straightThrough() {
    // When
    offer("a");
    offer("b");
    queue.flush();
    // Then
    assertThat(wire.written).containsExactly("a", "b");
    assertThat(queue.waitingBytes()).isZero();
  }

  @Test
  @DisplayName("R170 one piece leaves at once, lent and never kept")
  void lent() {
    // Given
    wire.takesAtOnce = 10;
    ByteBuf frames = buffer("_abc_");
    queue.offer(frames, 1, 3);
    // When
    queue.flush();
    // Then
    assertThat(wire.written).containsExactly("abc");
    assertThat(frames.refCnt()).isOne();
  }

  @Test
  @DisplayName("R62 what is left of a piece that was taken in part follows it")
  void partly() {
    // Given
    wire.takesAtOnce = 2;
    offer("abc");
    // When
    queue.flush();
    offer("d");
    queue.flush();
    // Then
    assertThat(wire.written).containsExactly("ab", "c", "d");
  }

  @Test
  @DisplayName("R62 what a peer does not take waits in order and follows as it drains")
  void waitsInOrder() {
    // Given
    wire.writable = false;
    offer("a");
    offer("b");
    offer("c");
    queue.flush();
    // When: one write leaves, then the wire takes everything
    wire.drained();
    wire.writable = true;
    wire.drained();
    // Then
    assertThat(wire.written).containsExactly("a", "b", "c");
    assertThat(queue.waitingBytes()).isZero();
  }

  @Test
  @DisplayName("R62 above the bound the consumer is slow, and the refused frame is freed")
  void full() {
    // Given
    wire.writable = false;
    offer("12345");
    ByteBuf refused = buffer("123456");
    // When
    Offer offer = queue.offer(refused, 0, 6);
    // Then
    assertThat(offer).isEqualTo(Offer.FULL);
    assertThat(refused.refCnt()).isOne();
  }

  @Test
  @DisplayName("R62 a newer value takes the place of one that still waits, and its room")
  void conflates() {
    // Given
    wire.writable = false;
    offer("first");
    queue.flush();
    queue.offer(buffer("a1"), 0, 2, "a");
    queue.offer(buffer("b1"), 0, 2, "b");
    ByteBuf replaced = buffer("a2");
    queue.offer(replaced, 0, 2, "a");
    replaced.release();
    // When
    queue.offer(buffer("a3"), 0, 2, "a");
    queue.flush();
    int waiting = queue.waitingBytes();
    wire.writable = true;
    wire.drained();
    // Then
    assertThat(wire.written).containsExactly("first", "b1", "a3");
    assertThat(waiting).isEqualTo(4);
    assertThat(replaced.refCnt()).isZero();
  }

  @Test
  @DisplayName("R62 before anything waits a newer value is sent like every other")
  void conflatesNothing() {
    // Given
    queue.offer(buffer("a1"), 0, 2, "a");
    // When
    queue.offer(buffer("a2"), 0, 2, "a");
    queue.flush();
    // Then
    assertThat(wire.written).containsExactly("a1", "a2");
  }

  @Test
  @DisplayName("One frame always fits, whatever its size")
  void oneFrameFits() {
    // Given
    wire.writable = false;
    // When
    Offer offer = offer("much longer than the bound");
    // Then
    assertThat(offer).isEqualTo(Offer.QUEUED);
  }

  @Test
  @DisplayName("R62 a closed connection's memory is freed at once")
  void discards() {
    // Given
    wire.writable = false;
    ByteBuf waiting = buffer("12345");
    queue.offer(waiting, 0, 5);
    queue.flush();
    waiting.release();
    // When
    queue.discard();
    // Then
    assertThat(waiting.refCnt()).isZero();
    assertThat(queue.waitingBytes()).isZero();
    assertThat(total.sum()).isZero();
  }

  @Test
  @DisplayName(
      "R62 who waits for a peer to read hears when it never will, and gives back its memory")
  void tellsThoseWhoWait() {
    // Given
    wire.writable = false;
    var told = new AtomicInteger();
    queue.whenDrained(told::incrementAndGet);
    int before = told.get();
    // When
    queue.discard();
    // Then
    assertThat(before).isZero();
    assertThat(told).hasValue(1);
  }

  private Offer offer(String text) {
    return queue.offer(buffer(text), 0, text.length());
  }

  private static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }
}
