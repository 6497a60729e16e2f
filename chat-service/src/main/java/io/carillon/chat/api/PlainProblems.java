package io.carillon.chat.api;

import io.carillon.entrance.problem.Problem;
import io.carillon.entrance.problem.ProblemDocument;
import io.carillon.entrance.problem.RequestIds;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Problem documents for what never reaches a resource: oversize bodies, unreadable requests,
/// unknown paths.
@ApplicationScoped
class PlainProblems {

  private static final int PRIORITY = 800;

  /// What is above the limit is read and dropped up to here, so that the client, which sends before
  /// it listens, gets to hear the answer. Beyond it the connection is cut.
  private static final int DROPPED_BYTES_MAX = 16 * 1024 * 1024;

  private final long bodyBytesMax;

  @Inject
  PlainProblems(ChatLimitsConfig limits) {
    this.bodyBytesMax = limits.bodyMax().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseOversize, PRIORITY);
  }

  void register(@Observes Router router) {
    router.errorHandler(413, this::tooLarge);
    router.errorHandler(
        400, request -> answer(request, 400, "bad-request", "the request cannot be read; mend it"));
    router.errorHandler(
        404, request -> answer(request, 404, "not-found", "nothing is here; see /q/openapi"));
  }

  private void refuseOversize(RoutingContext request) {
    long announced = announcedLength(request);
    if (announced <= bodyBytesMax) {
      request.next();
      return;
    }
    if (announced > DROPPED_BYTES_MAX && request.request().version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    request.request().resume();
    tooLarge(request);
  }

  private void tooLarge(RoutingContext request) {
    answer(request, 413, "too-large", "send a body of at most %d bytes".formatted(bodyBytesMax));
  }

  private static long announcedLength(RoutingContext request) {
    var header = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return 0; // the server refuses it by itself
    }
  }

  private static void answer(RoutingContext request, int status, String code, String detail) {
    var response = request.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    var problem = new ProblemDocument(new Problem(status, code, code.replace('-', ' ')), detail);
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .end(Buffer.buffer(problem.json(RequestIds.of(request))));
  }
}
