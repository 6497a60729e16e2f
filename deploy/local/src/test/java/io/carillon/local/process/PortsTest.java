package io.carillon.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortIsBusyWhileSomebodyListens() throws IOException {
    // Given
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      var busy = Ports.busy(server.getLocalPort());
      // Then
      assertThat(busy).isTrue();
    }
  }

  @Test
  void aFreePortIsBelowThoseOfOutgoingConnections() {
    // When
    var port = Ports.free();
    // Then
    assertThat(port).isBetween(20_000, 31_999);
    assertThat(Ports.busy(port)).isFalse();
  }
}
