package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallersTest {
  @Test
  void claimsAreTexts() {
    assertThat(Callers.texts("a")).containsExactly("a");
    assertThat(Callers.texts(7L)).containsExactly("7");
    assertThat(Callers.texts(List.of("a", 7))).containsExactly("a", "7");
    assertThat(Callers.texts(null)).isEmpty();
    assertThat(Callers.texts(Map.of("a", "b"))).isEmpty();
  }
}
