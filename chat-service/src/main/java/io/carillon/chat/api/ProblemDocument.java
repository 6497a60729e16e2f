package io.carillon.chat.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A problem as it is sent (RFC 9457). The request id is added where the answer leaves
/// ([RequestIds]), so that it can be found in the log.
record ProblemDocument(int status, String code, String title, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  static ProblemDocument of(Problem problem, String detail) {
    return new ProblemDocument(problem.status, problem.code, problem.title, detail);
  }

  Response response() {
    var response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == 503 || status == 429) {
      response.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
    }
    return response.build();
  }

  byte[] json(String requestId) {
    var object = JSON.createObjectNode();
    object.put("type", "urn:carillon:problem:" + code);
    object.put("title", title);
    object.put("status", status);
    object.put("code", code);
    object.put("detail", detail);
    object.put("requestId", requestId);
    try {
      return JSON.writeValueAsBytes(object);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON into memory", e);
    }
  }
}
