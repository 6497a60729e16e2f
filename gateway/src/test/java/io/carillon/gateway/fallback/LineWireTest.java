package io.carillon.gateway.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LineWireTest {
  private static final Line OPEN = Line.open(Optional.empty());

  private int seconds;
  private int over;
  private final LineWire wire = new LineWire(() -> seconds, () -> over++);

  @Test
  @DisplayName("R31 what is written before one flush is one line")
  void oneLine() {
    // Given
    var stream = RememberingReceiver.streaming();
    wire.open(stream, OPEN);
    // When
    wire.write(LineTest.frames("1", "2"));
    wire.write(LineTest.frames("3"));
    wire.flush();
    wire.flush();
    // Then
    assertThat(stream.lines).containsExactly("o\n", "a[\"1\",\"2\",\"3\"]\n");
  }

  @Test
  @DisplayName("R31 a poll is answered once, and what is handed over then waits for the next")
  void waitsForTheNextPoll() {
    // Given
    var first = RememberingReceiver.polling();
    var second = RememberingReceiver.polling();
    wire.open(first, OPEN);
    // When
    boolean writable = wire.writable();
    wire.write(
        LineTest.frames("1"),
        () -> {
          wire.write(LineTest.frames("2"));
          wire.flush();
        });
    wire.attach(second);
    // Then
    assertThat(first.lines).containsExactly("o\n");
    assertThat(second.lines).containsExactly("a[\"1\",\"2\"]\n");
    assertThat(writable).isFalse();
    assertThat(wire.writable()).isFalse();
  }

  @Test
  @DisplayName("R31 R21 a receiver that does not send is given no more, until it does")
  void backPressure() {
    // Given
    var stream = RememberingReceiver.streaming();
    wire.open(stream, OPEN);
    stream.underWay = LineWire.HIGH_WATER_BYTES;
    // When
    boolean writable = wire.writable();
    wire.write(LineTest.frames("1"), wire::flush);
    wire.flush();
    wire.drained(stream);
    List<String> before = List.copyOf(stream.lines);
    stream.underWay--;
    wire.drained(stream);
    // Then
    assertThat(writable).isFalse();
    assertThat(before).containsExactly("o\n");
    assertThat(stream.lines).containsExactly("o\n", "a[\"1\"]\n");
  }

  @Test
  @DisplayName("R31 a second receiver takes the place of the first, which is told")
  void replaced() {
    // Given
    var first = RememberingReceiver.streaming();
    var second = RememberingReceiver.streaming();
    wire.open(first, OPEN);
    // When
    wire.attach(second);
    wire.gone(first);
    wire.write(LineTest.frames("1"));
    wire.flush();
    // Then
    assertThat(first.lines).containsExactly("o\n", "c[2010,\"Another connection still open\"]\n");
    assertThat(second.lines).containsExactly("a[\"1\"]\n");
    assertThat(wire.secondsAbsent()).isZero();
  }

  @Test
  @DisplayName("R31 a close comes after what was handed over, and waits for a receiver")
  void closeWaits() {
    // Given
    var first = RememberingReceiver.polling();
    var second = RememberingReceiver.polling();
    wire.open(first, OPEN);
    wire.write(LineTest.frames("1"), () -> {});
    // When
    wire.close(CloseCode.RECONNECT);
    int overBefore = over;
    wire.attach(second);
    // Then
    assertThat(overBefore).isZero();
    assertThat(second.lines)
        .containsExactly("a[\"1\"]\n" + Line.close(CloseCode.RECONNECT).bytes());
    assertThat(second.ended).isTrue();
    assertThat(over).isEqualTo(1);
  }

  @Test
  @DisplayName("R31 R21 a slow consumer's frames are freed, and it is told and cut")
  void cut() {
    // Given
    var stream = RememberingReceiver.streaming();
    wire.open(stream, OPEN);
    stream.underWay = LineWire.HIGH_WATER_BYTES;
    ByteBuf frames = LineTest.frames("1");
    wire.write(frames, () -> {});
    // When
    wire.cut(CloseCode.SLOW_CONSUMER);
    // Then
    assertThat(frames.refCnt()).isZero();
    assertThat(stream.lines)
        .containsExactly("o\n", Line.close(CloseCode.SLOW_CONSUMER).bytes().toString());
    assertThat(stream.cut).isTrue();
    assertThat(over).isEqualTo(1);
  }

  @Test
  @DisplayName("R31 a heartbeat waits for a receiver, and is left out when it gets another line")
  void heartbeatWaits() {
    // Given
    var first = RememberingReceiver.polling();
    var second = RememberingReceiver.polling();
    var third = RememberingReceiver.polling();
    wire.open(first, OPEN);
    // When
    wire.ping();
    wire.attach(second);
    wire.ping();
    wire.write(LineTest.frames("1"), wire::flush);
    wire.attach(third);
    // Then
    assertThat(second.lines).containsExactly("h\n");
    assertThat(third.lines).containsExactly("a[\"1\"]\n");
  }

  @Test
  @DisplayName("R31 one heartbeat of a streaming client answers one of this side, if it comes soon")
  void answers() {
    // Given
    wire.open(RememberingReceiver.streaming(), OPEN);
    var answered = new ArrayList<Boolean>();
    // When
    answered.add(wire.answered(5));
    wire.ping();
    seconds = 5;
    answered.add(wire.answered(5));
    answered.add(wire.answered(5));
    wire.ping();
    seconds = 11;
    answered.add(wire.answered(5));
    // Then
    assertThat(answered).containsExactly(false, true, false, false);
  }

  @Test
  @DisplayName("R31 a polling client answers no heartbeat")
  void pollingAnswersNone() {
    // Given
    wire.open(RememberingReceiver.polling(), OPEN);
    // When
    wire.attach(RememberingReceiver.polling());
    wire.ping();
    // Then
    assertThat(wire.answered(5)).isFalse();
  }

  @Test
  @DisplayName("R31 absence is counted from when the receiver went, silence from the last line")
  void times() {
    // Given
    var stream = RememberingReceiver.streaming();
    wire.open(stream, OPEN);
    // When
    seconds = 7;
    int silent = wire.secondsSilent();
    wire.gone(stream);
    seconds = 12;
    // Then
    assertThat(silent).isEqualTo(7);
    assertThat(wire.secondsAbsent()).isEqualTo(5);
    assertThat(wire.secondsSilent()).isZero();
  }
}
