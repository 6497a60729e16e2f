package io.carillon.chat;

import static io.restassured.RestAssured.given;

import io.carillon.local.testing.LocalParts;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// One user at the service's HTTP face.
public record Chat(String user, String token) {

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  /// A user as the issuer knows them, whose name is their id.
  public static Chat as(String user) {
    return new Chat(user, TOKENS.computeIfAbsent(user, LocalParts.issuer()::token));
  }

  public static Chat as(String user, Map<String, Object> claims) {
    return new Chat(user, LocalParts.issuer().token(user, claims));
  }

  /// A workspace's conversation that no other test uses.
  public static String newWorkspace() {
    return "workspace-" + UUID.randomUUID();
  }

  /// A room for members that no other test uses.
  public static String newRoom() {
    return "room-" + UUID.randomUUID();
  }

  public RequestSpecification request() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  public Response send(String channelId, String content) {
    return send(Map.of("channelId", channelId, "content", content));
  }

  public Response send(String channelId, String content, String clientMessageId) {
    return send(
        Map.of("channelId", channelId, "content", content, "clientMessageId", clientMessageId));
  }

  public Response send(Map<String, Object> body) {
    return request().body(body).post("/api/messages");
  }

  public Response page(String channelId) {
    return page(channelId, Map.of());
  }

  public Response page(String channelId, Map<String, Object> query) {
    var all = new HashMap<>(query);
    all.put("channelId", channelId);
    return request().queryParams(all).get("/api/messages");
  }
}
