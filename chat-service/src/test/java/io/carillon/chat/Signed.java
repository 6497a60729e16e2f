package io.carillon.chat;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.Signatures;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The app's own server, which signs what it sends.
public record Signed(String key, String secret) {

  /// The development app's server.
  public static Signed server() {
    return new Signed("app-key", "app-secret");
  }

  public RequestSpecification post(String path, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body.getBytes(UTF_8))
        .queryParams(
            parameters("POST", path, Map.of("body_md5", Signatures.bodyMd5(body.getBytes(UTF_8)))));
  }

  public RequestSpecification get(String path, Map<String, String> query) {
    return given().queryParams(parameters("GET", path, query));
  }

  private Map<String, String> parameters(String method, String path, Map<String, String> query) {
    var parameters = new HashMap<>(query);
    parameters.put("auth_key", key);
    parameters.put("auth_version", "1.0");
    parameters.put("auth_timestamp", Long.toString(Instant.now().getEpochSecond()));
    parameters.put("auth_signature", Signatures.request(secret, method, path, parameters));
    return parameters;
  }
}
