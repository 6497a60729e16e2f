package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.Signatures;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// An app's server: signs its requests to the HTTP API as the server libraries do. What it signs
/// can be changed before it is sent.
public final class SigningServer {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  String app = "app-id";
  String key = "app-key";
  String secret = "app-secret";
  Instant now = Instant.now();

  public SigningServer(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  /// Signs for that app with that key.
  public SigningServer of(String otherApp, String otherKey, String otherSecret) {
    app = otherApp;
    key = otherKey;
    secret = otherSecret;
    return this;
  }

  public HttpResponse<String> post(String path, String body) {
    return post(path, body, body.getBytes(UTF_8));
  }

  /// Signs and sends bytes that need not be text.
  public HttpResponse<String> post(String path, byte[] body) {
    return post(path, body, Map.of(), Map.of());
  }

  /// Signs and sends bytes, with these headers.
  HttpResponse<String> post(String path, byte[] body, Map<String, String> headers) {
    return post(path, body, Map.of(), headers);
  }

  /// Signs and sends text, with these headers.
  public HttpResponse<String> post(String path, String body, Map<String, String> headers) {
    return post(path, body.getBytes(UTF_8), Map.of(), headers);
  }

  /// Signs and sends text, with these parameters and headers.
  public HttpResponse<String> post(
      String path, String body, Map<String, String> params, Map<String, String> headers) {
    return post(path, body.getBytes(UTF_8), params, headers);
  }

  private HttpResponse<String> post(
      String path, byte[] body, Map<String, String> params, Map<String, String> headers) {
    var all = new LinkedHashMap<>(params);
    all.put("body_md5", Signatures.bodyMd5(body));
    var request = HttpRequest.newBuilder(uri(path, query("POST", path, all)));
    headers.forEach(request::header);
    return send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  /// Signs one body and sends another.
  HttpResponse<String> post(String path, String signed, byte[] sent) {
    var query = query("POST", path, Map.of("body_md5", Signatures.bodyMd5(signed.getBytes(UTF_8))));
    return send(
        HttpRequest.newBuilder(uri(path, query))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(sent)));
  }

  public HttpResponse<String> get(String path, Map<String, String> params) {
    return send(HttpRequest.newBuilder(uri(path, query("GET", path, params))).GET());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(ANSWER).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the gateway did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  URI uri(String path, String query) {
    return base.resolve("/apps/" + app + path + "?" + query);
  }

  String query(String method, String path, Map<String, String> params) {
    var all = new LinkedHashMap<>(params);
    all.put("auth_key", key);
    all.put("auth_timestamp", Long.toString(now.getEpochSecond()));
    all.put("auth_version", "1.0");
    all.put("auth_signature", Signatures.request(secret, method, "/apps/" + app + path, all));
    return all.entrySet().stream()
        .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
