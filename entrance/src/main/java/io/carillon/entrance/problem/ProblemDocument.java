package io.carillon.entrance.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A problem as it is sent (RFC 9457). The request id is added where the answer leaves
/// ([RequestIds]), so that it can be found in the log.
public record ProblemDocument(Problem problem, String detail) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  Response response(Duration wait) {
    int status = problem.status();
    var response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == UNAVAILABLE || status == TOO_MANY) {
      response.header(HttpHeaders.RETRY_AFTER, Math.ceilDiv(wait.toMillis(), 1_000));
    }
    return response.build();
  }

  public byte[] json(String requestId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "urn:carillon:problem:" + problem.code())
        .put("title", problem.title())
        .put("status", problem.status())
        .put("code", problem.code())
        .put("detail", detail)
        .put("requestId", requestId)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
