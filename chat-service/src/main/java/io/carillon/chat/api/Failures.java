package io.carillon.chat.api;

import io.carillon.chat.store.DatabaseAway;
import io.carillon.chat.store.DatabaseBusy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where what was thrown becomes an answer.
class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);

  @ServerExceptionMapper
  Response invalid(InvalidRequest invalid) {
    return invalid.problem().saying(String.valueOf(invalid.getMessage()));
  }

  @ServerExceptionMapper
  Response away(DatabaseAway away, RoutingContext request) {
    LOG.warnf(
        "The database did not answer: request=%s cause=%s",
        RequestIds.of(request), away.getCause());
    return Problem.DATABASE_AWAY.saying(
        "whether it was done is unknown; send the same again, with the same client message id");
  }

  @ServerExceptionMapper
  Response busy(DatabaseBusy busy) {
    return Problem.BUSY.saying("nothing was done; send the same again");
  }

  /// A body of unknown length that passes the server's own bound has been answered by the server.
  @ServerExceptionMapper
  Uni<Response> unreadable(IOException failure, RoutingContext request) {
    return request.response().ended()
        ? Uni.createFrom().nothing()
        : Uni.createFrom().item(broken(failure, request));
  }

  /// What the framework refuses: an unknown path, another method or media type.
  @ServerExceptionMapper
  Response refused(WebApplicationException refused) {
    var status = refused.getResponse().getStatusInfo();
    var code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    return new ProblemDocument(
            status.getStatusCode(), code, status.getReasonPhrase(), advice(status.getStatusCode()))
        .response();
  }

  @ServerExceptionMapper
  Response broken(Throwable failure, RoutingContext request) {
    LOG.errorf(failure, "A request failed: request=%s", RequestIds.of(request));
    return Problem.BROKEN.saying("report the requestId to the operator");
  }

  private static String advice(int status) {
    return switch (status) {
      case 404 -> "there is nothing at this path; see /q/openapi for what there is";
      case 405 -> "this path takes another method; see /q/openapi";
      case 406 -> "the answer is application/json; accept it";
      case 415 -> "send the header Content-Type: application/json";
      default -> "see /q/openapi for what this path takes";
    };
  }
}
