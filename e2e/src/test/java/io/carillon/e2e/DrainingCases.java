package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.client.Pusher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// A gateway that stops for a new one: section 2.2, code 4200.
abstract class DrainingCases extends JavaClientCases {
  DrainingCases(int gateways) {
    super(gateways);
  }

  @Test
  @Order(DRAINING)
  @DisplayName(
      "2.2 R18 R29 a stopping gateway says 4200, in a frame and in the close; clients come back by themselves")
  void draining() throws Exception {
    // Given
    String channel = unique("private-");
    var ears = new Ears();
    Pusher client = client("ana");
    client.subscribePrivate(channel, ears, "n");
    client.connect(ears);
    ears.await("subscribed " + channel);
    var raw = new RawListener();
    try (var http = HttpClient.newHttpClient()) {
      http.newWebSocketBuilder()
          .buildAsync(URI.create(socketUrl("app-key") + "?protocol=7"), raw)
          .get(10, TimeUnit.SECONDS);
      // When
      restartSubscribersGateway();
      // Then
      assertThat(raw.closed.get(20, TimeUnit.SECONDS)).isEqualTo(4200);
      assertThat(raw.texts).last().asString().contains("pusher:error", "\"code\":4200");
      ears.await("state RECONNECTING");
      ears.until("n {\"a\":1}", () -> server().trigger(channel, "n", Map.of("a", 1)));
    }
  }

  private static final class RawListener implements WebSocket.Listener {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      texts.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
