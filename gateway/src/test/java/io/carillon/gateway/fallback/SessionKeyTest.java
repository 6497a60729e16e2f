package io.carillon.gateway.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionKeyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0123abuv, true",
    "999, 00000000, true",
    "7, a-longer_Name-of-other-clients, true",
    "1000, 0123abuv, false",
    "'', 0123abuv, false",
    "x, 0123abuv, false",
    "7, 0123abu, false",
    "7, 0123abu/, false",
    "7, 0123ab.v, false",
  })
  @DisplayName("R31 a session is named as the stock client names it, and never shorter")
  void names(String server, String session, boolean legal) {
    assertThat(SessionKey.of("app-key", server, session).isPresent()).isEqualTo(legal);
  }
}
