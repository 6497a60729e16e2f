package io.carillon.gateway.demo;

import io.carillon.apps.AppRegistry;
import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.Json;
import io.carillon.gateway.api.Problem;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/// `GET /demo/config.json`: public values only, above all the app's key.
@Path("/demo/config.json")
public class DemoResource {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final DemoConfig config;
  private final AppRegistry apps;

  DemoResource(DemoConfig config, AppRegistry apps) {
    this.config = config;
    this.apps = apps;
  }

  @GET
  @NonBlocking
  public Response config(@Context HttpServerRequest request) {
    if (!config.enabled()) {
      return Answers.problem(
          Problem.of(404, "demo-off", "The demo is off: set carillon.demo.enabled=true"), request);
    }
    return apps.byId(config.app())
        .map(app -> Answers.json(json(app.signingKey().key())))
        .orElseGet(() -> Answers.problem(missing(), request));
  }

  private Problem missing() {
    return apps.ready()
        ? Problem.of(
            404,
            "unknown-app",
            "There is no app '%s': set carillon.demo.app".formatted(config.app()))
        : Problem.unavailable("starting", "The apps are still being read", RETRY_AFTER);
  }

  private String json(String key) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringField("key", key);
      json.writeStringField("chat", config.chatUrl());
      json.writeStringField("presence", config.presenceUrl());
      json.writeStringField("leaderboard", config.leaderboardUrl());
      json.writeStringField("oidc", config.oidcUrl());
      json.writeStringField("clientId", config.clientId());
      json.writeEndObject();
    });
  }
}
