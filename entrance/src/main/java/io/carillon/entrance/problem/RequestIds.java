package io.carillon.entrance.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Gives each request an id: the caller's `X-Request-ID` when it is a plain word, else a new one.
/// It stands in the answer's header, in each problem and in the log.
@Singleton
public class RequestIds {

  public static final String HEADER = "X-Request-ID";

  private static final String KEY = "carillon.request-id";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int PRIORITY = 1000;

  public static String of(RoutingContext request) {
    String id = request.get(KEY);
    return id == null ? assign(request) : id;
  }

  void assignFirst(@Observes Filters filters) {
    filters.register(
        request -> {
          assign(request);
          request.next();
        },
        PRIORITY);
  }

  @ServerResponseFilter
  void complete(ContainerResponseContext response, RoutingContext request) {
    if (response.getEntity() instanceof ProblemDocument problem) {
      response.setEntity(problem.json(of(request)));
    }
  }

  private static String assign(RoutingContext request) {
    var given = request.request().getHeader(HEADER);
    var id = given != null && PLAIN.matcher(given).matches() ? given : UUID.randomUUID().toString();
    request.put(KEY, id);
    request.response().putHeader(HEADER, id);
    return id;
  }
}
