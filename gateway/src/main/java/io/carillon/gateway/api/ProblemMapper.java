package io.carillon.gateway.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What the framework refuses and what breaks, as the same JSON as everything else.
final class ProblemMapper {
  static final Problem BUSY =
      Problem.unavailable(
          "busy",
          "Too many large bodies are being read: send the same again in a moment",
          Duration.ofSeconds(1));

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  Response refused(WebApplicationException refusal, HttpServerRequest request) {
    var status = refusal.getResponse().getStatus();
    var answer = Answers.problem(problem(status, request), request);
    var allow = refusal.getResponse().getHeaderString("Allow");
    return allow == null ? answer : Response.fromResponse(answer).header("Allow", allow).build();
  }

  /// The sender went away in the middle of its body, or sent more than is read.
  @ServerExceptionMapper
  Response cutOff(IOException failure, HttpServerRequest request) {
    LOG.debugf(failure, "A body was not read to its end: path=%s", RequestPath.of(request));
    return Answers.problem(problem(413, request), request);
  }

  @ServerExceptionMapper(Throwable.class)
  Response broken(Throwable failure, HttpServerRequest request) {
    LOG.errorf(
        failure, "A request broke: method=%s path=%s", request.method(), RequestPath.of(request));
    return Answers.problem(problem(500, request), request);
  }

  static Problem problem(int status, HttpServerRequest request) {
    return switch (status) {
      case 404 ->
          Problem.of(
              404, "unknown-path", "There is nothing at " + Problem.shown(RequestPath.of(request)));
      case 405 ->
          Problem.of(
              405,
              "unknown-method",
              "%s is not for %s"
                  .formatted(Problem.shown(RequestPath.of(request)), request.method()));
      case 413 ->
          Problem.of(
              413,
              "body-too-large",
              "The body is larger than this server reads (%s bytes sent): send less at a time"
                  .formatted(sent(request)));
      case 503 -> BUSY;
      case 500 ->
          Problem.of(500, "broken", "Something broke here: see the log for this request id");
      default ->
          status < 500
              ? Problem.of(status, "bad-request", "The request cannot be understood")
              : Problem.of(status, "broken", "The request could not be done");
    };
  }

  private static String sent(HttpServerRequest request) {
    var length = request.getHeader("Content-Length");
    return length == null ? "too many" : Problem.shown(length);
  }
}
