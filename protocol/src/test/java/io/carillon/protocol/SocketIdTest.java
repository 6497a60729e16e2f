package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIdTest {

  @Test
  @DisplayName("R15 two integers joined by a dot")
  void legal() {
    assertThat(new SocketId("131160.155806628")).hasToString("131160.155806628");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.", ".1", "1.2.3", "1.2\n", "-1.2", "a.b", "1:2", "١.٢"})
  @DisplayName("R15 anything else is none")
  void illegal(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SocketId(text));
  }
}
