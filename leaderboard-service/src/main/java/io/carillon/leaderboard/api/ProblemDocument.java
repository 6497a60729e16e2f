package io.carillon.leaderboard.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/// A problem as it is sent (RFC 9457). The request id is added where the answer leaves
/// ([RequestIds]), so that it can be found in the log.
record ProblemDocument(int status, String code, String title, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final int RETRY_AFTER_SECONDS = 1;

  Response response() {
    var response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == 503) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }

  String json(String requestId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "urn:carillon:problem:" + code)
        .put("title", title)
        .put("status", status)
        .put("code", code)
        .put("detail", detail)
        .put("requestId", requestId)
        .toString();
  }
}
