package io.carillon.gateway.fallback;

import io.carillon.gateway.socket.RawSocket;
import io.carillon.gateway.socket.SocketContract;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// R31: what sockets do, over HTTP streaming.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class StreamingIT extends SocketContract {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Override
  protected int port() {
    return port;
  }

  @Override
  protected RawSocket at(String path) {
    return FallbackWay.socket(port, path, true);
  }
}
