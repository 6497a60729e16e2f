package io.carillon.e2e;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/// Every section of docs/pusher-protocol.md, on raw sockets and on stock libraries: once with one
/// gateway, and once with two of which one takes the requests and the other one has the sockets.
class ConformanceIT {
  @Nested
  @DisplayName("One gateway")
  class OneGateway extends JavaClientCases {
    OneGateway() {
      super(1);
    }
  }

  @Nested
  @DisplayName("Two gateways, publisher and subscribers apart")
  class TwoGateways extends DrainingCases {
    TwoGateways() {
      super(2);
    }
  }
}
