package io.carillon.gateway.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.apps.AppForm;
import io.carillon.apps.RegisteredApp;
import io.carillon.gateway.admin.AppEditing.Outcome;
import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.Json;
import io.carillon.gateway.api.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;

/// The one place where what came of administration becomes HTTP. Nothing of it is to be stored on
/// its way; an app's version is its `ETag`.
final class AdminAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NO_VERSION = -1;

  private AdminAnswers() {}

  static Response answer(Outcome outcome, HttpServerRequest request) {
    return switch (outcome) {
      case Outcome.Made(var app) ->
          answer(Status.CREATED, AppForm.shown(app), app.version())
              .location(URI.create("/api/admin/apps/" + app.app().id()))
              .build();
      case Outcome.Stands(var app) -> app(app);
      case Outcome.Gone _ -> Response.noContent().build();
      case Outcome.Revealed(var key) ->
          answer(
                  Status.OK,
                  JSON.createObjectNode().put("key", key.key()).put("secret", key.secret()),
                  NO_VERSION)
              .build();
      case Outcome.NotDone(var problem, var version) -> problem(problem, version, request);
    };
  }

  static Response app(RegisteredApp app) {
    return answer(Status.OK, AppForm.shown(app), app.version()).build();
  }

  /// `{"apps":[…]}`, or whatever else they are.
  static Response list(String name, List<ObjectNode> all) {
    var json = JSON.createObjectNode();
    json.putArray(name).addAll(all);
    return answer(Status.OK, json, NO_VERSION).build();
  }

  static Response problem(Problem problem, HttpServerRequest request) {
    return problem(problem, NO_VERSION, request);
  }

  private static Response problem(Problem problem, long version, HttpServerRequest request) {
    var answer = Response.fromResponse(Answers.problem(problem, request));
    return (version < 0 ? answer : answer.header(HttpHeaders.ETAG, Seen.tag(version))).build();
  }

  private static Response.ResponseBuilder answer(Status status, ObjectNode json, long version) {
    var answer =
        Response.status(status)
            .type(Json.TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(json.toString());
    return version < 0 ? answer : answer.header(HttpHeaders.ETAG, Seen.tag(version));
  }
}
