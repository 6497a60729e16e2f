package io.carillon.entrance.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where what was thrown becomes an answer. A service adds what only it can lose,
/// such as its database.
@Singleton
public class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);

  @ServerExceptionMapper
  Response invalid(InvalidRequest invalid) {
    return invalid.problem().saying(String.valueOf(invalid.getMessage()));
  }

  /// What the framework refuses: an unknown path, another method or media type.
  @ServerExceptionMapper
  Response refused(WebApplicationException refused) {
    var status = refused.getResponse().getStatusInfo();
    var code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    return new Problem(status.getStatusCode(), code, status.getReasonPhrase())
        .saying(advice(status.getStatusCode()));
  }

  @ServerExceptionMapper
  public Response broken(Throwable failure, RoutingContext request) {
    LOG.errorf(failure, "A request failed: request=%s", RequestIds.of(request));
    return Problem.BROKEN.saying("report the requestId to the operator");
  }

  private static String advice(int status) {
    return switch (status) {
      case 404 -> "there is nothing at this path; see /q/openapi for what there is";
      case 405 -> "this path takes another method; see /q/openapi";
      case 406 -> "the answer is application/json; accept it";
      case 413 -> "send a smaller body";
      case 415 -> "send the header Content-Type: application/json";
      default -> "see /q/openapi for what this path takes";
    };
  }
}
