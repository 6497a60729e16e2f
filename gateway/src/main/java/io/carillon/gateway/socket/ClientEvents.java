package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.App;
import io.carillon.apps.Feature;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.limit.Limit;
import io.carillon.gateway.limit.MessageQuota;
import io.carillon.gateway.limit.MessageQuota.Permit;
import io.carillon.gateway.limit.Refusal;
import io.carillon.gateway.limit.TokenBucket;
import io.carillon.gateway.publish.PublishOutcome;
import io.carillon.protocol.ChannelData;
import io.carillon.protocol.ChannelKind;
import io.carillon.protocol.ClientFrame.ClientEvent;
import io.carillon.protocol.ErrorCode;
import io.carillon.protocol.EventName;
import io.carillon.protocol.ServerFrames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events that a client sends to the others on a channel (pusher-protocol.md section 5): checked
/// here, then they go the way of every event, through the log. Used on the connection's event loop
/// alone.
final class ClientEvents {
  private final Connection connection;
  private final String app;
  private final Subscriptions subscriptions;
  private final SocketParts parts;
  // Only connections that send events have one.
  private @Nullable TokenBucket rate;

  ClientEvents(Connection connection, String app, Subscriptions subscriptions, SocketParts parts) {
    this.connection = connection;
    this.app = app;
    this.subscriptions = subscriptions;
    this.parts = parts;
  }

  void receive(ClientEvent event, long nowMillis) {
    Optional<App> owner = parts.apps().byId(app);
    if (owner.isEmpty() || !owner.get().has(Feature.CLIENT_EVENTS)) {
      connection.error(
          "To send client events, you must enable this feature in the Settings page of your dashboard.");
      return;
    }
    Subscriptions.Seat seat = subscriptions.live(event.channel());
    if (seat == null) {
      connection.error(
          "Cannot broadcast client event (connection not subscribed to channel "
              + event.channel()
              + ")");
      return;
    }
    byte[] data = event.data().getBytes(UTF_8);
    String refusal = refusal(event, data.length, owner.get());
    if (refusal != null) {
      connection.error(refusal);
    } else if (!withinRate(nowMillis, owner.get())) {
      parts.limits().alerts().refused(app, Limit.CLIENT_EVENTS_PER_SECOND, rateOf(owner.get()));
      connection.send(
          ServerFrames.error(
              ErrorCode.CLIENT_EVENT_RATE.code(),
              "Too many client events: this one was dropped; send at most "
                  + rateOf(owner.get())
                  + " a second"));
    } else {
      publishWithinQuota(owner.get(), event, data, seat.who());
    }
  }

  private static @Nullable String refusal(ClientEvent event, int bytes, App owner) {
    if (!ChannelKind.of(event.channel()).takesClientEvents()) {
      return "Client events are for private and presence channels, not for " + event.channel();
    }
    if (event.event().length() > EventName.LENGTH_MAX) {
      return "The name of an event has at most " + EventName.LENGTH_MAX + " characters";
    }
    if (bytes > owner.limits().eventBytes()) {
      return "The data of an event has at most %d bytes, this one has %d"
          .formatted(owner.limits().eventBytes(), bytes);
    }
    return null;
  }

  private long rateOf(App owner) {
    return Math.min(parts.config().clientEventRate(), owner.limits().clientEventsPerSecond());
  }

  private boolean withinRate(long nowMillis, App owner) {
    int perSecond = Math.toIntExact(rateOf(owner));
    TokenBucket bucket = rate;
    if (bucket == null || bucket.perSecond() != perSecond) {
      bucket = new TokenBucket(perSecond, perSecond, nowMillis);
      rate = bucket;
    }
    return bucket.take(nowMillis);
  }

  private void publishWithinQuota(
      App owner, ClientEvent event, byte[] data, @Nullable ChannelData sender) {
    switch (parts.limits().messages().take(owner, 1)) {
      case MessageQuota.Outcome.Granted(Permit permit) -> publish(event, data, sender, permit);
      case MessageQuota.Outcome.Refused(Refusal refusal) ->
          connection.send(ServerFrames.error(codeOf(refusal), "Dropped. " + refusal.why()));
    }
  }

  private static @Nullable Integer codeOf(Refusal refusal) {
    return switch (refusal) {
      case Refusal.OverRate ignored -> ErrorCode.CLIENT_EVENT_RATE.code();
      case Refusal.TooManyAtOnce ignored -> ErrorCode.CLIENT_EVENT_RATE.code();
      case Refusal.OverDay ignored -> null;
    };
  }

  private void publish(
      ClientEvent event, byte[] data, @Nullable ChannelData sender, Permit permit) {
    String user = sender == null ? null : sender.userId();
    var key = new ChannelKey(app, event.channel());
    parts
        .publisher()
        .publish(
            List.of(ChannelEvent.ofClient(key, event.event(), data, connection.socketId(), user)),
            outcome -> told(event, outcome, permit));
  }

  private void told(ClientEvent event, PublishOutcome outcome, Permit permit) {
    switch (outcome) {
      case PublishOutcome.Accepted ignored -> {}
      case PublishOutcome.Unavailable ignored -> failed(event, "try again in a moment", permit);
      case PublishOutcome.Refused(String why) -> failed(event, why, permit);
    }
  }

  private void failed(ClientEvent event, String why, Permit permit) {
    permit.giveBack();
    connection
        .shard()
        .execute(() -> connection.error("The event " + event.event() + " was not sent: " + why));
  }
}
