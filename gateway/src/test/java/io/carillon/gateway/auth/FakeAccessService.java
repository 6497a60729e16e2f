package io.carillon.gateway.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// The service that `ask` rules ask: remembers each question, lets users into `private-open…`, says
/// no to others and nothing at all about `private-silent…`.
public final class FakeAccessService implements QuarkusTestResourceLifecycleManager {
  static final List<String> ASKED = new CopyOnWriteArrayList<>();

  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpServer server = listening();

  @Override
  public Map<String, String> start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/access", this::answer);
    server.start();
    return Map.of(
        "carillon.auth.ask-url",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/api/access");
  }

  @Override
  public void stop() {
    ended.countDown();
    server.stop(0);
  }

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getQuery();
    ASKED.add(query + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    if (query.contains("private-silent")) {
      awaitEnd();
    }
    exchange.sendResponseHeaders(query.contains("private-open") ? 204 : 404, -1);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
