package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.RequestIds;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.stream.Engine;
import io.carillon.leaderboard.stream.Location;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Answers a request here when this instance owns the board, and passes it on whole to the owner
/// when another does.
///
/// What is passed on proves its caller by the same signature or token, so instances need not trust
/// each other. It is passed on once: an instance that is asked by another and does not own the
/// board either says so.
@ApplicationScoped
class Owner {

  private static final Logger LOG = Logger.getLogger(Owner.class);
  private static final String PASSED_ON = "X-Carillon-Passed-On";
  private static final List<String> HEADERS = List.of("Authorization", "Content-Type");
  private static final int CONNECT_MILLIS_MAX = 1_000;
  // Above the time in which the owner answers a write.
  private static final int ANSWER_MILLIS_MAX = 8_000;
  private static final int CONNECTIONS_MAX = 64;
  private static final int WAITING_MAX = 1_000;

  private final Engine engine;
  private final HttpClient http;

  @Inject
  Owner(Engine engine, Vertx vertx) {
    this.engine = engine;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS_MAX)
                .setMaxPoolSize(CONNECTIONS_MAX)
                .setMaxWaitQueueSize(WAITING_MAX));
  }

  Uni<Response> of(
      BoardId board, RoutingContext request, byte[] body, Supplier<Uni<Response>> here) {
    return switch (engine.locate(board)) {
      case Location.Here _ -> here.get();
      case Location.At owner ->
          request.request().headers().contains(PASSED_ON) ? moving() : ask(owner, request, body);
      case Location.Moving _ -> moving();
    };
  }

  static Uni<Response> moving() {
    return Uni.createFrom()
        .item(Problems.BOARD_MOVING.saying("send the same again, with the same update id"));
  }

  private Uni<Response> ask(Location.At owner, RoutingContext request, byte[] body) {
    var options =
        new RequestOptions()
            .setHost(owner.host())
            .setPort(owner.port())
            .setMethod(request.request().method())
            .setURI(request.request().uri())
            .setTimeout(ANSWER_MILLIS_MAX);
    return Uni.createFrom()
        .completionStage(() ->
            http.request(options)
                .compose(asked -> send(asked, request, body))
                .compose(Owner::relayed)
                .toCompletionStage())
        .onFailure()
        .recoverWithUni(failure -> unanswered(owner, request, failure));
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest asked, RoutingContext request, byte[] body) {
    asked.putHeader(PASSED_ON, "1");
    asked.putHeader(RequestIds.HEADER, RequestIds.of(request));
    for (var name : HEADERS) {
      var value = request.request().getHeader(name);
      if (value != null) {
        asked.putHeader(name, value);
      }
    }
    return asked.send(Buffer.buffer(body));
  }

  private static Future<Response> relayed(HttpClientResponse answer) {
    return answer
        .body()
        .map(body -> {
          var response = Response.status(answer.statusCode()).entity(body.getBytes());
          copy(answer, HttpHeaders.CONTENT_TYPE, response);
          copy(answer, HttpHeaders.RETRY_AFTER, response);
          copy(answer, "WWW-Authenticate", response);
          return response.build();
        });
  }

  private static void copy(
      HttpClientResponse answer, CharSequence name, Response.ResponseBuilder response) {
    var value = answer.getHeader(name);
    if (value != null) {
      response.header(name.toString(), value);
    }
  }

  private static Uni<Response> unanswered(
      Location.At owner, RoutingContext request, Throwable failure) {
    LOG.debugf(
        "The board's owner did not answer: owner=%s:%d request=%s cause=%s",
        owner.host(), owner.port(), RequestIds.of(request), failure);
    return moving();
  }
}
