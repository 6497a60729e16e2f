package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.protocol.CloseCode.Reaction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("R18 no code reaches 4300, where clients take what they do not know for a refusal")
  void below4300(CloseCode code) {
    assertThat(code.code()).isLessThan(4300);
    assertThat(CloseCode.of(code.code())).contains(code);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("R18 a reason fits a close frame")
  void reasonFits(CloseCode code) {
    assertThat(code.reason()).isNotBlank();
    assertThat(code.reason().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(123);
    assertThat(US_ASCII.newEncoder().canEncode(code.reason())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL, RETRY",
    "GOING_AWAY, RETRY",
    "BINARY_FRAME, BACK_OFF",
    "FRAME_TOO_BIG, RETRY",
    "TLS_ONLY, SWITCH_TO_TLS",
    "UNKNOWN_APP, STAY_AWAY",
    "UNAUTHORIZED, STAY_AWAY",
    "OVER_CAPACITY, BACK_OFF",
    "RECONNECT, RETRY_AT_ONCE",
    "NO_PONG, RETRY_AT_ONCE",
    "SLOW_CONSUMER, RETRY_AT_ONCE",
  })
  @DisplayName("R18 each code says what a stock client does next")
  void reactions(CloseCode code, Reaction reaction) {
    assertThat(code.reaction()).isEqualTo(reaction);
  }
}
