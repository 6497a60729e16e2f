package io.carillon.gateway.socket;

import static io.carillon.gateway.socket.FrameSocket.CLOSE;
import static io.carillon.gateway.socket.FrameSocket.CONTINUATION;
import static io.carillon.gateway.socket.FrameSocket.FINAL;
import static io.carillon.gateway.socket.FrameSocket.PING;
import static io.carillon.gateway.socket.FrameSocket.PONG;
import static io.carillon.gateway.socket.FrameSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A socket on a line of bytes, without HTTP before it.
class TakenSocketTest {
  private static final int MESSAGE_MAX = 1_000;

  private final Remembering receiver = new Remembering();
  private final TakenSocket socket = new TakenSocket(MESSAGE_MAX, receiver);
  private final EmbeddedChannel line = new EmbeddedChannel(socket);

  private static final class Remembering implements FrameReceiver {
    private final List<String> texts = new ArrayList<>();
    private int heard;
    private int binaries;
    private int allowed = Integer.MAX_VALUE;
    private boolean closed;

    @Override
    public void heard() {
      heard++;
    }

    @Override
    public boolean withinRate() {
      return allowed-- > 0;
    }

    @Override
    public void text(String text) {
      texts.add(text);
    }

    @Override
    public void binary(ByteBuf bytes) {
      binaries++;
    }

    @Override
    public void closed() {
      closed = true;
    }
  }

  @AfterEach
  void end() {
    line.finishAndReleaseAll();
  }

  private void receive(byte[] bytes) {
    line.writeInbound(Unpooled.copiedBuffer(bytes));
  }

  private void receive(int first, String payload) {
    receive(FrameSocket.masked(first, payload.getBytes(UTF_8)));
  }

  private ByteBuf sent() {
    ByteBuf frame = line.readOutbound();
    assertThat(frame).as("a frame was sent").isNotNull();
    return frame;
  }

  private boolean silent() {
    return line.outboundMessages().isEmpty();
  }

  private int closeCode() {
    ByteBuf frame = sent();
    assertThat(frame.readUnsignedByte()).isEqualTo((short) (FINAL | CLOSE));
    frame.skipBytes(1);
    int code = frame.readUnsignedShort();
    frame.release();
    return code;
  }

  @Test
  @DisplayName("R35 several frames in one read are as many messages, in order")
  void severalInOneRead() {
    // Given
    var bytes = Unpooled.buffer();
    for (var text : List.of("a", "", "c")) {
      bytes.writeBytes(FrameSocket.masked(FINAL | TEXT, text.getBytes(UTF_8)));
    }
    // When
    line.writeInbound(bytes);
    // Then
    assertThat(receiver.texts).containsExactly("a", "", "c");
    assertThat(bytes.refCnt()).isZero();
  }

  @Test
  @DisplayName("R35 a frame that comes byte by byte is one message, and nothing is kept after it")
  void byteByByte() {
    // Given
    var text = "grüß ".repeat(40);
    // When
    for (byte each : FrameSocket.masked(FINAL | TEXT, text.getBytes(UTF_8))) {
      receive(new byte[] {each});
    }
    receive(FINAL | TEXT, "next");
    // Then
    assertThat(receiver.texts).containsExactly(text, "next");
  }

  @Test
  @DisplayName("R35 a frame that is cut after others does not hold their bytes")
  void cut() {
    // Given
    var frame = FrameSocket.masked(FINAL | TEXT, "second".getBytes(UTF_8));
    var bytes = Unpooled.buffer();
    bytes.writeBytes(FrameSocket.masked(FINAL | TEXT, "x".repeat(900).getBytes(UTF_8)));
    bytes.writeBytes(frame, 0, 4);
    // When
    line.writeInbound(bytes);
    // Then
    assertThat(bytes.refCnt()).isZero();
    receive(Arrays.copyOfRange(frame, 4, frame.length));
    assertThat(receiver.texts).hasSize(2).endsWith("second");
  }

  @Test
  @DisplayName("R35 what was kept of a cut frame and of a message in parts is freed with the line")
  void freed() {
    // Given
    var part = Unpooled.copiedBuffer(FrameSocket.masked(TEXT, "part".getBytes(UTF_8)));
    var cut = Unpooled.copiedBuffer(new byte[] {(byte) 0x81, (byte) 0x84, 0, 0});
    line.writeInbound(part, cut);
    // When
    var _ = line.close();
    // Then
    assertThat(part.refCnt()).isZero();
    assertThat(cut.refCnt()).isZero();
    assertThat(receiver.closed).isTrue();
  }

  @Test
  @DisplayName("R35 a frame without a mask closes with 1002, and nothing after it is read")
  void unmasked() {
    // When
    receive(new byte[] {(byte) 0x81, 1, 'a'});
    receive(FINAL | TEXT, "more");
    // Then
    assertThat(closeCode()).isEqualTo(1002);
    assertThat(receiver.texts).isEmpty();
    assertThat(receiver.closed).isTrue();
  }

  @Test
  @DisplayName("R35 R153 a frame above the bound closes with 1009 as soon as its length is read")
  void tooLarge() {
    // When
    receive(new byte[] {(byte) 0x81, (byte) (0x80 | 126), 0x03, (byte) 0xE9, 0, 0, 0, 0});
    // Then
    assertThat(closeCode()).isEqualTo(1009);
  }

  @Test
  @DisplayName("R35 a length that is not written in the shortest way closes with 1002")
  void longLength() {
    // When
    receive(new byte[] {(byte) 0x81, (byte) (0x80 | 126), 0, 1, 0, 0, 0, 0, 'a'});
    // Then
    assertThat(closeCode()).isEqualTo(1002);
  }

  @Test
  @DisplayName("R35 fragments may be interleaved with control frames, not with other messages")
  void fragments() {
    // When
    receive(TEXT, "a");
    receive(FINAL | PING, "p");
    receive(FINAL | CONTINUATION, "b");
    receive(TEXT, "c");
    receive(FINAL | TEXT, "d");
    // Then
    assertThat(receiver.texts).containsExactly("ab");
    assertThat(sent().toString(UTF_8)).endsWith("p");
    assertThat(closeCode()).isEqualTo(1002);
  }

  @Test
  @DisplayName("R35 binary messages are told apart, whole or in fragments")
  void binary() {
    // When
    receive(FINAL | FrameRules.BINARY, "a");
    receive(FrameRules.BINARY, "\u00e9");
    receive(FINAL | CONTINUATION, "b");
    // Then
    assertThat(receiver.binaries).isEqualTo(2);
    assertThat(receiver.texts).isEmpty();
  }

  @Test
  @DisplayName("R153 pings are signs of life, and answered only while the peer reads")
  void pings() {
    // Given
    receive(FINAL | PING, "read");
    line.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
    var _ = line.write(Unpooled.copiedBuffer("waits", UTF_8));
    // When
    receive(FINAL | PING, "not read");
    // Then
    assertThat(receiver.heard).isEqualTo(2);
    assertThat(sent().toString(UTF_8)).contains("read");
    line.flush();
    assertThat(sent().toString(UTF_8)).isEqualTo("waits");
    assertThat(silent()).isTrue();
  }

  @Test
  @DisplayName("R153 control frames and fragments count against the rate, messages elsewhere")
  void rates() {
    // Given
    receiver.allowed = 3;
    // When
    receive(FINAL | PONG, "");
    receive(TEXT, "a");
    receive(FINAL | CONTINUATION, "b");
    receive(FINAL | TEXT, "c");
    receive(FINAL | PONG, "");
    // Then
    assertThat(receiver.texts).containsExactly("ab", "c");
    assertThat(closeCode()).isEqualTo(4100);
  }

  @Test
  @DisplayName("R35 a close code that nobody may send, or half of one, closes with 1002")
  void illegalCloseCodes() {
    for (var payload :
        List.of(
            new byte[] {3},
            code(999),
            code(1004),
            code(1005),
            code(1006),
            code(1012),
            code(1014),
            code(1015),
            code(2999),
            code(5000))) {
      // Given
      var other = new EmbeddedChannel(new TakenSocket(MESSAGE_MAX, receiver));
      // When
      other.writeInbound(Unpooled.copiedBuffer(FrameSocket.masked(FINAL | CLOSE, payload)));
      // Then
      ByteBuf answer = other.readOutbound();
      assertThat(answer.getUnsignedShort(2)).isEqualTo(1002);
      answer.release();
    }
  }

  private static byte[] code(int code) {
    return new byte[] {(byte) (code >> 8), (byte) code};
  }

  @Test
  @DisplayName("R35 a legal close is answered with its code alone, an empty one with none")
  void answers() {
    // Given
    var other = new EmbeddedChannel(new TakenSocket(MESSAGE_MAX, new Remembering()));
    // When
    receive(FrameSocket.masked(FINAL | CLOSE, new byte[] {0x03, (byte) 0xE8, 'b', 'y', 'e'}));
    other.writeInbound(Unpooled.copiedBuffer(FrameSocket.masked(FINAL | CLOSE, new byte[0])));
    // Then
    assertThat(closeCode()).isEqualTo(1000);
    assertThat(line.isOpen()).isFalse();
    assertThat(receiver.closed).isTrue();
    ByteBuf empty = other.readOutbound();
    assertThat(empty.readableBytes()).isEqualTo(2);
    empty.release();
  }

  @Test
  @DisplayName("R35 after a close of this side only the answer counts, and it closes the line")
  void closes() {
    // When
    socket.close(CloseCode.RECONNECT);
    receive(FINAL | TEXT, "late");
    socket.close(CloseCode.NORMAL);
    // Then
    assertThat(closeCode()).isEqualTo(4200);
    assertThat(line.isOpen()).isTrue();
    assertThat(receiver.texts).isEmpty();
    receive(FrameSocket.masked(FINAL | CLOSE, new byte[] {0x10, 0x68}));
    assertThat(line.isOpen()).isFalse();
    assertThat(silent()).isTrue();
  }

  @Test
  @DisplayName(
      "R35 an illegal frame after a close of this side ends the line without a second close")
  void illegalAfterClose() {
    // Given
    socket.close(CloseCode.RECONNECT);
    // When
    receive(new byte[] {(byte) 0x81, 1, 'a'});
    // Then
    assertThat(closeCode()).isEqualTo(4200);
    assertThat(silent()).isTrue();
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  @DisplayName("R35 a peer that does not answer a close is closed after a while")
  void noAnswer() {
    // Given
    line.freezeTime();
    socket.close(CloseCode.RECONNECT);
    // When
    line.advanceTimeBy(10, TimeUnit.SECONDS);
    line.runScheduledPendingTasks();
    // Then
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  @DisplayName("R35 a slow peer hears why, if it reads soon, and is cut")
  void slow() {
    // Given
    line.freezeTime();
    // When
    socket.cut(CloseCode.SLOW_CONSUMER);
    // Then
    assertThat(closeCode()).isEqualTo(4210);
    assertThat(line.isOpen()).isTrue();
    line.advanceTimeBy(2, TimeUnit.SECONDS);
    line.runScheduledPendingTasks();
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  @DisplayName("R58 R62 who waits for a peer that is gone does not take its failure for room")
  void gone() {
    // Given
    var queue = new SendQueue(socket, 10, new LongAdder());
    var runs = new AtomicInteger();
    var _ = line.close();
    // When
    queue.whenDrained(runs::incrementAndGet);
    // Then
    assertThat(runs).hasValue(0);
    assertThat(queue.drained()).isFalse();
  }

  @Test
  @DisplayName("What is left of HTTP is released and goes nowhere")
  void restOfHttp() {
    // When
    line.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    // Then
    assertThat(line.inboundMessages()).isEmpty();
    assertThat(receiver.texts).isEmpty();
  }
}
