package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.ProblemDocument;
import io.carillon.entrance.problem.RequestIds;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Tells of each request that was refused, by the id that its answer has.
class RefusalLog {

  private static final Logger LOG = Logger.getLogger(RefusalLog.class);

  // Filters of answers go from high to low: this one sees the problem before it is written out.
  private static final int BEFORE_IT_IS_WRITTEN = Priorities.USER + 100;

  @ServerResponseFilter(priority = BEFORE_IT_IS_WRITTEN)
  void tell(ContainerResponseContext response, RoutingContext request) {
    if (response.getEntity() instanceof ProblemDocument(var problem, var _)) {
      LOG.infof(
          "A request was refused: request=%s status=%d code=%s method=%s path=%s",
          RequestIds.of(request),
          problem.status(),
          problem.code(),
          request.request().method(),
          request.normalizedPath());
    }
  }
}
