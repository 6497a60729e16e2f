package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedFrameTest {
  @ParameterizedTest
  @CsvSource({"0,6", "125,6", "126,8", "65535,8", "65536,14", "102400,14"})
  @DisplayName("R35 the three ways to write a length are read")
  void lengths(int length, int header) {
    // Given
    var frame = Unpooled.wrappedBuffer(FrameSocket.masked(0x81, new byte[length]));
    // Then
    assertThat(MaskedFrame.masked(frame, 0)).isTrue();
    assertThat(MaskedFrame.headerLength(frame, 0)).isEqualTo(header);
    assertThat(MaskedFrame.payloadLength(frame, 0)).isEqualTo(length);
  }

  @Test
  @DisplayName("R35 a length that is written longer than it need be, or below zero, is none")
  void illegalLengths() {
    // Given
    var sixteen = Unpooled.buffer().writeByte(0x81).writeByte(0x80 | 126).writeShort(125);
    var sixtyFour = Unpooled.buffer().writeByte(0x81).writeByte(0x80 | 127).writeLong(65_535);
    var negative = Unpooled.buffer().writeByte(0x81).writeByte(0x80 | 127).writeLong(-1);
    // Then
    assertThat(MaskedFrame.payloadLength(sixteen, 0)).isNegative();
    assertThat(MaskedFrame.payloadLength(sixtyFour, 0)).isNegative();
    assertThat(MaskedFrame.payloadLength(negative, 0)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9})
  @DisplayName("R35 a mask comes off whatever the payload's length, and off nothing else")
  void unmasks(int length) {
    // Given
    var plain = "abcdefghi".substring(0, length);
    byte[] mask = {0x12, (byte) 0xFE, 0x00, 0x77};
    var frame = Unpooled.buffer().writeBytes(mask);
    for (int i = 0; i < length; i++) {
      frame.writeByte(plain.charAt(i) ^ mask[i % 4]);
    }
    frame.writeByte('z');
    // When
    MaskedFrame.unmask(frame, 4, length);
    // Then
    assertThat(frame.toString(4, length + 1, US_ASCII)).isEqualTo(plain + "z");
  }
}
