package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.api.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Something that an app may be told of.
sealed interface WebhookEvent {
  ChannelKey channel();

  /// The name that apps know it by.
  String name();

  /// Writes its members besides name and channel.
  void members(JsonGenerator json) throws IOException;

  record ChannelOccupied(ChannelKey channel) implements WebhookEvent {
    @Override
    public String name() {
      return "channel_occupied";
    }

    @Override
    public void members(JsonGenerator json) {}
  }

  record ChannelVacated(ChannelKey channel) implements WebhookEvent {
    @Override
    public String name() {
      return "channel_vacated";
    }

    @Override
    public void members(JsonGenerator json) {}
  }

  record MemberAdded(ChannelKey channel, String user) implements WebhookEvent {
    @Override
    public String name() {
      return "member_added";
    }

    @Override
    public void members(JsonGenerator json) throws IOException {
      json.writeStringField("user_id", user);
    }
  }

  record MemberRemoved(ChannelKey channel, String user) implements WebhookEvent {
    @Override
    public String name() {
      return "member_removed";
    }

    @Override
    public void members(JsonGenerator json) throws IOException {
      json.writeStringField("user_id", user);
    }
  }

  record SubscriptionCount(ChannelKey channel, int subscriptions) implements WebhookEvent {
    @Override
    public String name() {
      return "subscription_count";
    }

    @Override
    public void members(JsonGenerator json) throws IOException {
      json.writeNumberField("subscription_count", subscriptions);
    }
  }

  /// An event that a client sent to the others.
  ///
  /// @param data the text that the client sent, a string in any case
  /// @param user the sender's on presence channels
  record ClientEvent(
      ChannelKey channel, String event, String data, @Nullable String socket, @Nullable String user)
      implements WebhookEvent {
    static final String NAME = "client_event";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public void members(JsonGenerator json) throws IOException {
      json.writeStringField("event", event);
      json.writeStringField("data", data);
      if (socket != null) {
        json.writeStringField("socket_id", socket);
      }
      if (user != null) {
        json.writeStringField("user_id", user);
      }
    }
  }

  record CacheMiss(ChannelKey channel) implements WebhookEvent {
    static final String NAME = "cache_miss";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public void members(JsonGenerator json) {}
  }

  /// The event as it stands in a request's body.
  default byte[] json() {
    return Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("name", name());
              json.writeStringField("channel", channel().channel());
              members(json);
              json.writeEndObject();
            })
        .getBytes(UTF_8);
  }
}
