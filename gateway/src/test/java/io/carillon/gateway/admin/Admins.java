package io.carillon.gateway.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.testing.LocalParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person with a token who administers apps on one gateway.
public final class Admins {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPS = "/api/admin/apps";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI gateway;
  private final @Nullable String token;

  private Admins(int port, @Nullable String token) {
    this.gateway = URI.create("http://127.0.0.1:" + port);
    this.token = token;
  }

  /// Somebody whom the development issuer gives that role.
  public static Admins with(String role, int port) {
    return new Admins(
        port,
        LocalParts.issuer()
            .token("olga", Map.of("groups", List.of(role), "name", "Olga of " + role)));
  }

  static Admins bearing(@Nullable String token, int port) {
    return new Admins(port, token);
  }

  /// The same person at another gateway.
  public Admins at(int port) {
    return new Admins(port, token);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(gateway.resolve(path)).method(method, BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
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

  /// A command about apps: `POST /api/admin/apps` and what follows.
  public HttpResponse<String> post(String path, String body) {
    return send("POST", APPS + path, body);
  }

  public HttpResponse<String> patch(String path, String body) {
    return send("PATCH", APPS + path, body);
  }

  public HttpResponse<String> get(String path) {
    return send("GET", APPS + path, "");
  }

  public HttpResponse<String> delete(String path) {
    return send("DELETE", APPS + path, "");
  }

  /// Makes an app of that id, and gives its key.
  public String make(String id, String settings) {
    var made = post("", "{\"id\":\"%s\"%s}".formatted(id, settings));
    if (made.statusCode() != 201) {
      throw new AssertionError("not made: " + made.body());
    }
    return keys(made).getFirst();
  }

  /// The secret of a key, by the one way there is.
  public String secret(String app, String key) {
    return json(post("/" + app + "/keys/" + key + "/reveal", "")).path("secret").asText();
  }

  /// The keys that an answer shows.
  public static List<String> keys(HttpResponse<String> answer) {
    var keys = new ArrayList<String>();
    json(answer).path("keys").forEach(key -> keys.add(key.path("key").asText()));
    return keys;
  }

  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + answer.body(), e);
    }
  }
}
