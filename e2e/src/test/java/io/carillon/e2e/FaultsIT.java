package io.carillon.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// kill -9 of each part in the middle of traffic.
class FaultsIT {
  // One of its own: no other test should meet parts that were killed a moment ago.
  private final Stack stack = Stack.fresh("faults");

  @BeforeEach
  void up() {
    stack.run("up", "--background", "--gateways", Integer.toString(Stack.GATEWAYS));
  }

  @AfterEach
  void down() {
    stack.run("down");
  }

  @Test
  @DisplayName(
      "R54 R55 R80 R98 R105 R119 kill -9 of a part loses nothing that was acknowledged, and doubles nothing")
  void killed() throws IOException, InterruptedException {
    var settings = new HashMap<>(stack.environment());
    settings.put("CARILLON", Stack.directory().resolve("carillon").toString());
    NodeTests.run(stack, "faults.test.mjs", Map.copyOf(settings));
  }
}
