package io.carillon.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Webhooks of stock clients, checked by the stock server library.
class WebhooksIT {
  // One of its own: the test starts it with the address of its receiver, and kills a gateway.
  private final Stack stack = Stack.fresh("webhooks");

  @AfterEach
  void down() {
    stack.run("down");
  }

  @Test
  @DisplayName(
      "R46 R47 R48 R49 the Node library takes every webhook as genuine: each once, in order, over two gateways")
  void stockLibrary() throws IOException, InterruptedException {
    var settings = new HashMap<>(stack.environment());
    settings.put("CARILLON", Stack.directory().resolve("carillon").toString());
    NodeTests.run(stack, "webhooks.test.mjs", Map.copyOf(settings));
  }
}
