package io.carillon.e2e;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The short forms of `e2e/recovery` and `e2e/slow-readers`.
class DeliveryIT {
  // One of its own: gateways die in it.
  private final Stack stack =
      Stack.fresh(
          "delivery",
          Map.of(
              "CARILLON_APPS_FILE",
              Stack.directory().resolve("e2e/node/delivery/apps.json").toString()));

  @BeforeEach
  void up() {
    stack.run(
        "up",
        "--background",
        "--only",
        "kafka,gateway",
        "--gateways",
        Integer.toString(Stack.GATEWAYS));
  }

  @AfterEach
  void down() {
    stack.run("down");
  }

  @Test
  @DisplayName(
      "R57 R58 R60 R62 R169 nothing is missed and nothing comes twice while gateways die, lines are cut and readers stall")
  void delivered() throws IOException, InterruptedException {
    NodeTests.run(stack, "delivery.test.mjs", stack.environment());
  }
}
