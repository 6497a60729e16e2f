package io.carillon.presence.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// A problem as it is sent (RFC 9457). The request id is added where the answer leaves
/// ([RequestIds]), so that it can be found in the log.
record ProblemDocument(int status, String code, String title, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  Response response(Duration wait) {
    var response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == UNAVAILABLE || status == TOO_MANY) {
      response.header(HttpHeaders.RETRY_AFTER, Math.ceilDiv(wait.toMillis(), 1_000));
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
