package io.carillon.gateway.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Bounds what a request may send before anybody looks at it, in the same JSON as everything: each
/// body, all larger ones together, and the time in which one has to come.
///
/// The server's own bound closes the connection under the sender, who then sees no answer. Here the
/// body is read and forgotten first, unless it is so large that this costs more than it helps, or
/// the sender waits for a word before it sends.
@Singleton
final class BodyBound {
  private static final Logger LOG = Logger.getLogger(BodyBound.class);
  private static final long FORGOTTEN_BYTES_MAX = 64L << 20;

  /// Bodies up to here are not counted: as many as there are connections do not fill the heap.
  private static final int SMALL_BYTES = 8 << 10;

  /// Forms and questions of single users.
  private static final String USERS_PATHS = "/api/";

  private static final long USERS_BYTES_MAX = 64 << 10;

  private final long bytesMax;
  private final long withinMillis;
  private final BodyBudget budget;

  BodyBound(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max,
      BodyConfig config,
      BodyBudget budget) {
    this.bytesMax = max.asLongValue();
    this.withinMillis = config.within().toMillis();
    this.budget = budget;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    var request = context.request();
    var path = request.path();
    var most = path != null && path.startsWith(USERS_PATHS) ? USERS_BYTES_MAX : bytesMax;
    var length = length(request, most);
    if (length > most) {
      refuse(context, length, 413);
    } else if (length <= SMALL_BYTES) {
      context.next();
    } else if (budget.reserve(length)) {
      context.addEndHandler(_ -> budget.release(length));
      expectEnd(context);
      context.next();
    } else {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
      refuse(context, length, 503);
    }
  }

  /// Reads a body to its end on the event loop, which is at most what may be sent.
  void read(RoutingContext context, Consumer<Buffer> then) {
    var request = context.request();
    var body = Buffer.buffer(SMALL_BYTES / 8);
    request
        .handler(part -> {
          if (body.length() + part.length() <= bytesMax) {
            body.appendBuffer(part);
          } else if (!context.response().headWritten()) {
            Answers.write(413, context);
          }
        })
        .endHandler(_ -> {
          if (!context.response().headWritten()) {
            then.accept(body);
          }
        })
        .exceptionHandler(
            failure -> LOG.debugf("A body was not read to its end: %s", failure.getMessage()))
        .resume();
  }

  private void refuse(RoutingContext context, long length, int status) {
    var request = context.request();
    if (length <= FORGOTTEN_BYTES_MAX && !request.headers().contains(HttpHeaders.EXPECT)) {
      expectEnd(context);
      request.handler(_ -> {}).endHandler(_ -> Answers.write(status, context)).resume();
    } else {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.addEndHandler(_ -> request.connection().close());
      Answers.write(status, context);
    }
  }

  /// Ends the connection of a sender who begins and does not go on.
  private void expectEnd(RoutingContext context) {
    var request = context.request();
    var timer = context.vertx().setTimer(withinMillis, _ -> endUnlessRead(request));
    context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
  }

  private static void endUnlessRead(HttpServerRequest request) {
    if (!request.isEnded()) {
      var _ = request.connection().close();
    }
  }

  /// What the body has; where that is not said, the most that is read.
  private static long length(HttpServerRequest request, long most) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? most : 0;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // Netty refuses it
    }
  }
}
