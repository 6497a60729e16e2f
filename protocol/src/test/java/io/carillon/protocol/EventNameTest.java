package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventNameTest {

  @Test
  @DisplayName("R22 a name has 1 to 200 characters")
  void length() {
    assertThat(new EventName("x".repeat(200)).value()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new EventName(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventName("x".repeat(201)))
        .withMessageContaining("this one has 201");
  }

  @Test
  @DisplayName("R27 only names that begin with client- are sent by clients")
  void clientEvents() {
    assertThat(new EventName("client-typing").sentByClients()).isTrue();
    assertThat(new EventName("clientele").sentByClients()).isFalse();
    assertThat(new EventName("new-client-x").sentByClients()).isFalse();
  }
}
