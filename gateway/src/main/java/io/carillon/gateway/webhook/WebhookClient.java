package io.carillon.gateway.webhook;

import io.carillon.gateway.webhook.Attempt.Delivered;
import io.carillon.gateway.webhook.Attempt.Failed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Makes requests to endpoints: resolved, checked and connected to by address, so that a name that
/// changes in between leads nowhere else. Redirects are not followed.
///
/// Thread-safe, and nothing waits: each attempt ends within its time on an event loop.
final class WebhookClient {
  /// Above what all endpoints of one host have under way together; each bounds its own.
  private static final int CONNECTIONS_PER_HOST_MAX = 10_000;

  /// Nobody reads an answer's body; a longer one costs its sender the connection.
  private static final int ANSWER_BYTES_MAX = 64 * 1024;

  private final Vertx vertx;
  private final HostResolver resolver;
  private final AddressPolicy policy;
  private final Duration within;
  private final HttpClient http;
  private final AtomicInteger turn = new AtomicInteger();

  WebhookClient(Vertx vertx, HostResolver resolver, AddressPolicy policy, Duration within) {
    this.vertx = vertx;
    this.resolver = resolver;
    this.policy = policy;
    this.within = within;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) within.toMillis())
                .setMaxPoolSize(CONNECTIONS_PER_HOST_MAX)
                .setDecompressionSupported(false));
  }

  /// Never fails: what went wrong is the outcome.
  Future<Attempt> post(URI url, WebhookRequest request) {
    Promise<Attempt> outcome = Promise.promise();
    var exchange = new Exchange(url, request, outcome);
    long timer = vertx.setTimer(within.toMillis(), _ -> exchange.late());
    Future<Attempt> ended = outcome.future();
    var _ = ended.onComplete(_ -> vertx.cancelTimer(timer));
    var _ = resolver.resolve(host(url)).whenComplete(exchange::resolved);
    return ended;
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// One request and its answer. The first to end it says what came of it.
  private final class Exchange {
    private final URI url;
    private final WebhookRequest request;
    private final Promise<Attempt> outcome;
    private volatile boolean over;
    private volatile @Nullable HttpClientRequest open;

    Exchange(URI url, WebhookRequest request, Promise<Attempt> outcome) {
      this.url = url;
      this.request = request;
      this.outcome = outcome;
    }

    private void end(Attempt attempt) {
      over = true;
      var _ = outcome.tryComplete(attempt);
    }

    void late() {
      end(new Failed("timeout", "no answer within " + within));
      drop();
    }

    private void drop() {
      HttpClientRequest sent = open;
      if (sent != null) {
        var _ = sent.reset();
      }
    }

    void resolved(@Nullable List<InetAddress> addresses, @Nullable Throwable failure) {
      if (failure != null || addresses == null || addresses.isEmpty()) {
        end(new Failed("unresolved", "the host's name has no address"));
        return;
      }
      List<InetAddress> allowed = addresses.stream().filter(policy::allows).toList();
      if (allowed.isEmpty()) {
        end(
            new Failed(
                "address-refused",
                "the host's address lies inside; carillon.webhooks.allowed-networks allows it"));
        return;
      }
      // One after the other, so that a dead one of several is not tried again and again.
      connect(allowed.get(Math.floorMod(turn.getAndIncrement(), allowed.size())));
    }

    private void connect(InetAddress address) {
      if (over) {
        return;
      }
      boolean tls = "https".equals(url.getScheme());
      int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
      String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      var options =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              // By address; host and port are for the Host header and the certificate alone.
              .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
              .setHost(host(url))
              .setPort(port)
              .setSsl(tls)
              .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
              .setFollowRedirects(false)
              .setTimeout(within.toMillis())
              // Without a charset: the stock libraries compare it as a whole.
              .putHeader("Content-Type", "application/json")
              .putHeader("X-Pusher-Key", request.key())
              .putHeader("X-Pusher-Signature", request.signature());
      var _ =
          http.request(options)
              .compose(this::send)
              .onSuccess(this::answered)
              .onFailure(
                  failure -> end(new Failed("connection", String.valueOf(failure.getMessage()))));
    }

    private Future<HttpClientResponse> send(HttpClientRequest sending) {
      open = sending;
      if (over) {
        drop();
      }
      return sending.send(Buffer.buffer(request.body()));
    }

    private void answered(HttpClientResponse response) {
      int status = response.statusCode();
      end(
          status >= 200 && status < 300
              ? new Delivered()
              : new Failed("status", "answered with " + status));
      try {
        bound(response);
      } catch (IllegalStateException e) {
        // The answer has ended meanwhile, as nearly all do: there is nothing to bound.
      }
    }

    /// The answer is known; what its sender still sends keeps a connection for a while at most.
    private void bound(HttpClientResponse response) {
      var read = new AtomicInteger();
      response.handler(bytes -> {
        if (read.addAndGet(bytes.length()) > ANSWER_BYTES_MAX) {
          drop();
        }
      });
      long timer = vertx.setTimer(within.toMillis(), _ -> drop());
      response.exceptionHandler(_ -> vertx.cancelTimer(timer));
      response.endHandler(_ -> vertx.cancelTimer(timer));
    }
  }

  void close() {
    var _ = http.close();
  }
}
