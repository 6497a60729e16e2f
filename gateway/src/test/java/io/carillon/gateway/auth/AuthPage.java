package io.carillon.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A page with a client library, as the authorization endpoint sees it.
final class AuthPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway;
  private final @Nullable String token;
  private final @Nullable String origin;

  AuthPage(URI gateway, @Nullable String token, @Nullable String origin) {
    this.gateway = gateway;
    this.token = token;
    this.origin = origin;
  }

  AuthPage signedIn(String bearer) {
    return new AuthPage(gateway, bearer, origin);
  }

  AuthPage from(String page) {
    return new AuthPage(gateway, token, page);
  }

  HttpResponse<String> form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(post(path, "application/x-www-form-urlencoded", body));
  }

  HttpResponse<String> json(String path, String body) {
    return send(post(path, "application/json", body));
  }

  HttpResponse<String> preflight(String path) {
    return send(
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,x-own")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  static JsonNode read(HttpResponse<String> answer) {
    return read(answer.body());
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }

  private HttpRequest.Builder post(String path, String type, String body) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the gateway did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
