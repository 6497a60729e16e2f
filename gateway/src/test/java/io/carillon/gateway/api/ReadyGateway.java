package io.carillon.gateway.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Waits until a gateway says that it is ready.
public final class ReadyGateway {
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private ReadyGateway() {}

  /// The address of the gateway at a port, once it is ready.
  public static URI at(int port) {
    var gateway = URI.create("http://127.0.0.1:" + port);
    var request = HttpRequest.newBuilder(gateway.resolve("/q/health/ready")).build();
    try (var http = HttpClient.newHttpClient()) {
      await().atMost(WAIT_MAX).until(() -> status(http, request) == 200);
    }
    return gateway;
  }

  private static int status(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
