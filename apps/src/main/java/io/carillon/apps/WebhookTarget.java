package io.carillon.apps;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where an app is told of what happens.
///
/// @param events the names of those it wants; all when empty
/// @param channelPrefix only channels that begin so; all when null
/// @param batched whether a request may carry several events; else each has one of its own
public record WebhookTarget(
    URI url, List<String> events, @Nullable String channelPrefix, boolean batched) {
  public static final Set<String> EVENTS =
      Set.of(
          "channel_occupied",
          "channel_vacated",
          "member_added",
          "member_removed",
          "client_event",
          "cache_miss",
          "subscription_count");

  public WebhookTarget {
    var scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("a webhook's url is an http or https address");
    }
    events = List.copyOf(events);
    for (var event : events) {
      if (!EVENTS.contains(event)) {
        throw new IllegalArgumentException("there is no webhook event '" + event + "'");
      }
    }
  }

  /// A target that is sent one event with each request.
  public WebhookTarget(URI url, List<String> events, @Nullable String channelPrefix) {
    this(url, events, channelPrefix, false);
  }

  public boolean wants(String event, String channel) {
    return (events.isEmpty() || events.contains(event))
        && (channelPrefix == null || channel.startsWith(channelPrefix));
  }
}
