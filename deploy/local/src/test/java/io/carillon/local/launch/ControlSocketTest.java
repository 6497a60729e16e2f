package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ControlSocketTest {

  @Test
  void carriesARequestAndItsAnswer() throws IOException {
    // Given
    try (var socket = ControlSocket.open()) {
      socket.serve(request -> "heard: " + request);
      // When
      var answer = ControlSocket.ask(socket.path(), "restart chat");
      // Then
      assertThat(answer).isEqualTo("heard: restart chat");
    }
  }

  @Test
  void leavesNothingBehind() throws IOException {
    // Given
    var socket = ControlSocket.open();
    var path = Path.of(socket.path());
    // When
    socket.close();
    // Then
    assertThat(path.getParent()).doesNotExist();
  }
}
