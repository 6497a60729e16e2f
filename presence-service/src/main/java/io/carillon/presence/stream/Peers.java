package io.carillon.presence.stream;

import io.carillon.events.ChannelKey;
import io.carillon.presence.PresenceConfig;
import io.carillon.presence.stream.OwnedShard.NotTheOwner;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.streams.state.HostInfo;

/// Asks the other instances of this service for counts of their items.
@ApplicationScoped
class Peers {
  static final String PATH = "/internal/viewers";

  private static final int OK = 200;
  private static final int CONNECTIONS_MAX = 50;
  private static final int WAITING_MAX = 10_000;
  private static final int CONNECT_MILLIS_MAX = 1_000;

  private final WebClient http;
  private final PeerToken token;
  private final long timeoutMillis;

  @Inject
  Peers(Vertx vertx, PeerToken token, PresenceConfig config) {
    this.token = token;
    this.timeoutMillis = config.actions().timeout().toMillis();
    var options = new WebClientOptions();
    options.setMaxPoolSize(CONNECTIONS_MAX);
    options.setMaxWaitQueueSize(WAITING_MAX);
    options.setConnectTimeout(CONNECT_MILLIS_MAX);
    this.http = WebClient.create(vertx, options);
  }

  /// The count after an offset. Whatever goes wrong means: ask again who owns the item.
  Uni<Integer> count(HostInfo peer, ChannelKey item, long offset) {
    return http.get(peer.port(), peer.host(), PATH)
        .addQueryParam("item", item.value())
        .addQueryParam("after", Long.toString(offset))
        .putHeader(PeerToken.HEADER, token.value())
        .timeout(timeoutMillis)
        .send()
        .map(Peers::count)
        .onFailure()
        .transform(_ -> new NotTheOwner());
  }

  @PreDestroy
  void close() {
    http.close();
  }

  private static int count(HttpResponse<Buffer> answer) {
    if (answer.statusCode() != OK) {
      throw new NotTheOwner();
    }
    return Integer.parseInt(answer.bodyAsString());
  }
}
