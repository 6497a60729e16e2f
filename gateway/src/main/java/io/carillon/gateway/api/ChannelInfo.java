package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.apps.App;
import io.carillon.apps.Feature;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.cache.ChannelCache;
import io.carillon.gateway.membership.ChannelState;
import io.carillon.gateway.membership.MembershipView;
import io.carillon.protocol.ChannelKind;
import io.carillon.protocol.ChannelName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/// What is told of channels: numbers of the whole cluster, and only those a channel has; of one
/// channel also its last event.
///
/// Users are counted on presence channels; subscriptions on all others, when the app has it on.
@Singleton
final class ChannelInfo {
  private final MembershipView membership;
  private final ChannelCache cache;

  ChannelInfo(MembershipView membership, ChannelCache cache) {
    this.membership = membership;
    this.cache = cache;
  }

  /// The answer to one event: `{}`, or the attributes of each of its channels.
  String ofEvent(App app, List<EventRequest> events) {
    var event = events.getFirst();
    if (event.info().noCounts()) {
      return "{}";
    }
    return Json.text(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("channels");
      for (var channel : event.channels()) {
        json.writeObjectFieldStart(channel.value());
        attributes(json, app, channel.value(), state(app, channel), event.info());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /// The answer to a batch: `{}`, or the attributes of each event's channel by position.
  String ofBatch(App app, List<EventRequest> events) {
    if (events.stream().allMatch(event -> event.info().noCounts())) {
      return "{}";
    }
    return Json.text(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("batch");
      for (var event : events) {
        var channel = event.channels().getFirst();
        json.writeStartObject();
        attributes(json, app, channel.value(), state(app, channel), event.info());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  /// The occupied channels whose names begin so, each with its attributes.
  String ofChannels(App app, String prefix, InfoRequest info) {
    var channels = membership.channels(app.id(), prefix);
    return Json.text(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("channels");
      for (var channel : channels.entrySet()) {
        json.writeObjectFieldStart(channel.getKey());
        attributes(json, app, channel.getKey(), channel.getValue(), info);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /// Whether a channel is occupied, with its attributes. Waits only for a last event that has to be
  /// read from the log.
  Uni<String> ofChannel(App app, ChannelName channel, InfoRequest info) {
    var key = new ChannelKey(app.id(), channel.value());
    return Uni.createFrom()
        .emitter(caller -> {
          Runnable answer = () -> caller.complete(of(app, channel, info));
          if (!info.cache() || !cache.fetch(key, answer)) {
            answer.run();
          }
        });
  }

  private String of(App app, ChannelName channel, InfoRequest info) {
    var state = state(app, channel);
    return Json.text(json -> {
      json.writeStartObject();
      json.writeBooleanField("occupied", state.occupied());
      attributes(json, app, channel.value(), state, info);
      if (info.cache()) {
        cached(json, new ChannelKey(app.id(), channel.value()));
      }
      json.writeEndObject();
    });
  }

  private void cached(JsonGenerator json, ChannelKey key) throws IOException {
    var found = cache.find(key);
    if (found.isEmpty()) {
      json.writeNullField("cache");
      return;
    }
    json.writeObjectFieldStart("cache");
    json.writeStringField("data", new String(found.get().data(), UTF_8));
    json.writeNumberField("ttl", cache.secondsLeft(found.get()));
    json.writeEndObject();
  }

  /// What the old form of the question is answered with.
  String stats(App app, ChannelName channel) {
    var state = state(app, channel);
    return Json.text(json -> {
      json.writeStartObject();
      json.writeBooleanField("occupied", state.occupied());
      if (channel.kind().presence()) {
        json.writeNumberField("user_count", state.users());
      } else if (app.has(Feature.SUBSCRIPTION_COUNTS)) {
        json.writeNumberField("connection_count", state.subscriptions());
      }
      json.writeEndObject();
    });
  }

  /// The ids of a presence channel's members.
  String users(App app, ChannelName channel) {
    var users = membership.users(new ChannelKey(app.id(), channel.value()));
    return Json.text(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("users");
      for (var user : users) {
        json.writeStartObject();
        json.writeStringField("id", user);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private ChannelState state(App app, ChannelName channel) {
    return membership.state(new ChannelKey(app.id(), channel.value()));
  }

  private static void attributes(
      JsonGenerator json, App app, String channel, ChannelState state, InfoRequest info)
      throws IOException {
    var presence = ChannelKind.of(channel).presence();
    if (info.userCount() && presence) {
      json.writeNumberField("user_count", state.users());
    }
    if (info.subscriptionCount() && !presence && app.has(Feature.SUBSCRIPTION_COUNTS)) {
      json.writeNumberField("subscription_count", state.subscriptions());
    }
  }
}
