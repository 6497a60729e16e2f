package io.carillon.gateway.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/// The one place where outcomes become HTTP.
public final class Answers {
  private static final Logger LOG = Logger.getLogger(Answers.class);
  private static final String EMPTY_OBJECT = "{}";

  private Answers() {}

  /// 200 `{}`.
  public static Response done() {
    return json(EMPTY_OBJECT);
  }

  /// 200 with this JSON text.
  public static Response json(String text) {
    return Response.ok(text, Json.TYPE).build();
  }

  /// The problem's status, its JSON, and the request's id in both; the log has it too when the
  /// fault is on our side.
  public static Response problem(Problem problem, HttpServerRequest request) {
    var id = RequestId.of(request);
    note(problem, id, request);
    var answer =
        Response.status(problem.status())
            .type(Json.TYPE)
            .header(RequestId.HEADER, id.value())
            .entity(body(problem, id));
    var retryAfter = problem.retryAfter();
    return retryAfter == null
        ? answer.build()
        : answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds())).build();
  }

  /// Answers with the problem of that status where no resource is reached.
  static void write(int status, RoutingContext context) {
    write(ProblemMapper.problem(status, context.request()), context);
  }

  /// Answers with this problem where no resource is reached.
  public static void write(Problem problem, RoutingContext context) {
    var response = context.response();
    if (response.headWritten()) {
      return;
    }
    var id = RequestId.of(context.request());
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Json.TYPE)
        .putHeader(RequestId.HEADER, id.value())
        .end(body(problem, id));
  }

  private static String body(Problem problem, RequestId id) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringField("error", problem.error());
      json.writeStringField("code", problem.code());
      json.writeNumberField("status", problem.status());
      json.writeStringField("requestId", id.value());
      json.writeEndObject();
    });
  }

  private static void note(Problem problem, RequestId id, HttpServerRequest request) {
    if (problem.status() >= 500) {
      LOG.warnf(
          "Could not do a request: requestId=%s status=%d code=%s method=%s path=%s why=%s",
          id,
          problem.status(),
          problem.code(),
          request.method(),
          RequestPath.of(request),
          problem.error());
    }
  }
}
