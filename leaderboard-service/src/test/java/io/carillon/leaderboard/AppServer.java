package io.carillon.leaderboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An app's own server: signs its requests as the server libraries do.
final class AppServer {

  private static final String KEY = "app-key";
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String secret;

  AppServer(String address, String secret) {
    this.address = address;
    this.secret = secret;
  }

  static AppServer at(int port) {
    return new AppServer("http://127.0.0.1:" + port, "app-secret");
  }

  HttpResponse<String> submit(String json) {
    return send("POST", "/api/leaderboard", json);
  }

  HttpResponse<String> define(String board, String json) {
    return send("PUT", "/api/boards/" + board, json);
  }

  HttpResponse<String> get(String pathAndQuery) {
    return exchanged(HttpRequest.newBuilder(URI.create(address + pathAndQuery)).GET());
  }

  HttpResponse<String> send(String method, String path, String json) {
    var params = new TreeMap<String, String>();
    params.put("auth_key", KEY);
    params.put("auth_timestamp", Long.toString(Instant.now().getEpochSecond()));
    params.put("auth_version", "1.0");
    params.put("body_md5", Signatures.bodyMd5(json.getBytes(UTF_8)));
    params.put("auth_signature", Signatures.request(secret, method, path, params));
    var query =
        params.entrySet().stream()
            .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return exchanged(
        HttpRequest.newBuilder(URI.create(address + path + "?" + query))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> exchanged(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(ANSWER).build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException("no answer from " + address, broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + address, stopped);
    }
  }
}
