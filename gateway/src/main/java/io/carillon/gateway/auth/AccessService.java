package io.carillon.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Asks over HTTP with the user's own token: `GET {ask-url}?channel=NAME`, and 204 is a yes.
///
/// The whole question is bounded in time, and so are the questions under way and waiting.
@Singleton
class AccessService implements AccessQuestion {
  private static final Logger LOG = Logger.getLogger(AccessService.class);
  private static final int ALLOWED = 204;
  private static final int WAITING_PER_CONNECTION = 16;

  private final Optional<String> askUrl;
  private final Duration within;
  private final HttpClient http;

  AccessService(AuthConfig config, Vertx vertx) {
    this.askUrl = config.askUrl();
    this.within = config.askWithin();
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) within.toMillis())
                .setMaxPoolSize(config.asksMax())
                .setMaxWaitQueueSize(config.asksMax() * WAITING_PER_CONNECTION));
  }

  @Override
  public Uni<Answer> mayRead(User user, String channel) {
    if (askUrl.isEmpty()) {
      return Uni.createFrom().item(Answer.NONE);
    }
    return Uni.createFrom()
        .completionStage(() -> ask(askUrl.get(), user, channel).toCompletionStage())
        .map(status -> status == ALLOWED ? Answer.YES : Answer.NO)
        .ifNoItem()
        .after(within)
        .fail()
        .onFailure()
        .recoverWithItem(failure -> unanswered(channel, failure));
  }

  private io.vertx.core.Future<Integer> ask(String url, User user, String channel) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(
                url
                    + (url.indexOf('?') < 0 ? "?channel=" : "&channel=")
                    + URLEncoder.encode(channel, UTF_8))
            .setTimeout(within.toMillis())
            .putHeader("Authorization", "Bearer " + user.token());
    return http.request(options)
        .compose(request -> request.send())
        .map(response -> response.statusCode());
  }

  private static Answer unanswered(String channel, Throwable failure) {
    LOG.warnf(
        "A question about a channel was not answered: channel=%s why=%s",
        channel, failure.toString());
    return Answer.NONE;
  }

  @PreDestroy
  void close() {
    var _ = http.close();
  }
}
