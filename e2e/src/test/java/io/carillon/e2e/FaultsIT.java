package io.carillon.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// kill -9 of each part in the middle of traffic.
class FaultsIT {
  private final Stack stack = Stack.shared();

  @Test
  @DisplayName(
      "R54 R55 R80 R98 R105 R119 kill -9 of a part loses nothing that was acknowledged, and doubles nothing")
  void killed() throws IOException, InterruptedException {
    var settings = new HashMap<>(stack.environment());
    settings.put("CARILLON", Stack.directory().resolve("carillon").toString());
    NodeTests.run(stack, "faults.test.mjs", Map.copyOf(settings));
  }
}
