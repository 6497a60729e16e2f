package io.carillon.chat.api;

import io.carillon.chat.store.DatabaseAway;
import io.carillon.chat.store.DatabaseBusy;
import io.carillon.entrance.problem.Failures;
import io.carillon.entrance.problem.RequestIds;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What only this service can lose, as answers; the rest is [Failures]'.
class ChatFailures {

  private static final Logger LOG = Logger.getLogger(ChatFailures.class);

  private final Failures failures;

  @Inject
  ChatFailures(Failures failures) {
    this.failures = failures;
  }

  @ServerExceptionMapper
  Response away(DatabaseAway away, RoutingContext request) {
    LOG.warnf(
        "The database did not answer: request=%s cause=%s",
        RequestIds.of(request), away.getCause());
    return Problems.DATABASE_AWAY.saying(
        "whether it was done is unknown; send the same again, with the same client message id");
  }

  @ServerExceptionMapper
  Response busy(DatabaseBusy busy) {
    return Problems.BUSY.saying("nothing was done; send the same again");
  }

  /// A body of unknown length that passes the server's own bound has been answered by the server.
  @ServerExceptionMapper
  Uni<Response> unreadable(IOException failure, RoutingContext request) {
    return request.response().ended()
        ? Uni.createFrom().nothing()
        : Uni.createFrom().item(failures.broken(failure, request));
  }
}
