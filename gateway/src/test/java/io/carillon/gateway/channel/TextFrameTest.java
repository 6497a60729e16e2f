package io.carillon.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFrameTest {
  @ParameterizedTest
  @CsvSource({"0,2", "125,2", "126,4", "65535,4", "65536,10", "100000,10"})
  @DisplayName("R35 a frame's header is as long as RFC 6455 says for its length")
  void headers(int length, int header) {
    // Given
    var frame = Unpooled.buffer();
    // When
    TextFrame.write(frame, new byte[length], length);
    // Then
    assertThat(frame.readableBytes()).isEqualTo(header + length);
    assertThat(frame.getUnsignedByte(0)).isEqualTo((short) 0x81);
    assertThat(TextFrame.headerLength(frame, 0)).isEqualTo(header);
    assertThat(TextFrame.payloadLength(frame, 0)).isEqualTo(length);
  }
}
