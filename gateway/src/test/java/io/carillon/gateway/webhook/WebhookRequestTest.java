package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppKey;
import io.carillon.events.ChannelKey;
import io.carillon.events.WebhookDelivery;
import io.carillon.gateway.webhook.WebhookEvent.ChannelOccupied;
import io.carillon.gateway.webhook.WebhookEvent.ClientEvent;
import io.carillon.gateway.webhook.WebhookEvent.MemberAdded;
import io.carillon.gateway.webhook.WebhookEvent.SubscriptionCount;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookRequestTest {
  private static final ChannelKey CHANNEL = new ChannelKey("app", "my-channel");
  private static final AppKey KEY = new AppKey("278d425bdf160c739803", "7ad3773142a6692b25b8");

  @Test
  @DisplayName("R46 body and signature are those of the protocol's example")
  void signatureVector() {
    // When
    var request = request(1_327_078_148_132L, new ChannelOccupied(CHANNEL));
    // Then
    assertThat(request.body())
        .asString(UTF_8)
        .isEqualTo(
            "{\"time_ms\":1327078148132,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"my-channel\"}]}");
    assertThat(request.key()).isEqualTo("278d425bdf160c739803");
    assertThat(request.signature())
        .isEqualTo("c19001ae3963ccb13bf618e5b16ba9848e7e74df0993aa0689168e341c6833cf");
  }

  @Test
  @DisplayName("R46 several events stand in one body in their order, under the last one's time")
  void batch() {
    // When
    var request = request(7, new MemberAdded(CHANNEL, "ä\""), new SubscriptionCount(CHANNEL, 2));
    // Then
    assertThat(request.body())
        .asString(UTF_8)
        .isEqualTo(
            """
            {"time_ms":7,"events":[{"name":"member_added","channel":"my-channel","user_id":"ä\\""},{"name":"subscription_count","channel":"my-channel","subscription_count":2}]}\
            """);
  }

  @Test
  @DisplayName(
      "R46 a client event's data is a string, whatever it holds; user_id only where one is")
  void clientEvent() {
    // When
    var request = request(7, new ClientEvent(CHANNEL, "client-x", "{\"a\":1}", "1.2", null));
    // Then
    assertThat(request.body())
        .asString(UTF_8)
        .isEqualTo(
            """
            {"time_ms":7,"events":[{"name":"client_event","channel":"my-channel","event":"client-x","data":"{\\"a\\":1}","socket_id":"1.2"}]}\
            """);
  }

  private static WebhookRequest request(long time, WebhookEvent... events) {
    return WebhookRequest.of(
        Arrays.stream(events)
            .map(each -> new WebhookDelivery(CHANNEL, each.name(), "http://x/", time, each.json()))
            .toList(),
        KEY);
  }
}
