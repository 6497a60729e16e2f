package io.carillon.gateway.api;

import io.carillon.apps.App;
import io.carillon.apps.Feature;
import io.carillon.protocol.ChannelKind;
import io.carillon.protocol.ChannelName;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/// What a server may ask about channels, and the refusal when it asks for what does not exist.
final class ChannelQuestion {
  private ChannelQuestion() {}

  /// About all channels with a prefix.
  record Listing(String prefix, InfoRequest info) {
    static Reading<Listing> of(Map<String, String> params) {
      var prefix = params.getOrDefault("filter_by_prefix", "");
      var info = InfoRequest.parse(params.get("info"));
      if (info.userCount() && !prefix.startsWith(ChannelKind.PRESENCE.prefix())) {
        return refused(
            "user-count-without-presence",
            "user_count exists on presence channels only: add filter_by_prefix=presence-");
      }
      return new Reading.Read<>(new Listing(prefix, info));
    }
  }

  /// About one channel.
  record One(ChannelName channel, InfoRequest info) {
    static Reading<One> of(App app, String name, Map<String, String> params) {
      var info = InfoRequest.parse(params.get("info"));
      return switch (legal(name)) {
        case Reading.Broken(var problem) -> new Reading.Broken<>(problem);
        case Reading.Read(var channel) -> of(app, channel, info);
      };
    }

    private static Reading<One> of(App app, ChannelName channel, InfoRequest info) {
      if (info.userCount() && !channel.kind().presence()) {
        return refused(
            "user-count-without-presence",
            "user_count exists on presence channels only: leave it out for this channel");
      }
      if (info.subscriptionCount() && !app.has(Feature.SUBSCRIPTION_COUNTS)) {
        return refused(
            "subscription-counts-off",
            "This app does not count subscriptions: switch subscriptionCounts on, or leave it out");
      }
      return new Reading.Read<>(new One(channel, info));
    }
  }

  /// The name that a path gives. One that cannot be decoded is no channel's, and neither is a path.
  static String named(HttpServerRequest request) {
    try {
      return RequestPath.name(request);
    } catch (IllegalArgumentException e) {
      return RequestPath.of(request);
    }
  }

  /// About the members of one channel.
  static Reading<ChannelName> members(String name) {
    return switch (legal(name)) {
      case Reading.Read(var channel) when !channel.kind().presence() ->
          refused(
              "users-without-presence",
              "Only presence channels have users: their names begin with presence-");
      case Reading<ChannelName> legal -> legal;
    };
  }

  private static Reading<ChannelName> legal(String name) {
    try {
      return new Reading.Read<>(new ChannelName(name));
    } catch (IllegalArgumentException e) {
      return refused("invalid-channel", Problem.shown(String.valueOf(e.getMessage())));
    }
  }

  private static <T> Reading<T> refused(String code, String error) {
    return new Reading.Broken<>(Problem.badRequest(code, error));
  }
}
