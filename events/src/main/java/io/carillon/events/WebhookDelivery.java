package io.carillon.events;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One event that one webhook target is to be told of.
///
/// @param event the webhook event's name, `channel_occupied` for one
/// @param target the address that it goes to, as the app's settings have it
/// @param time when it happened, in ms by the broker's clock
/// @param json the event as it stands in the request's body: a JSON object in UTF-8; shared, not to
///   be changed
@SuppressWarnings("ArrayRecordComponent") // the bytes of a record, taken over as they are
public record WebhookDelivery(
    ChannelKey channel, String event, String target, long time, byte[] json) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebhookDelivery that
        && channel.equals(that.channel)
        && event.equals(that.event)
        && target.equals(that.target)
        && time == that.time
        && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(channel, event, target, time, Arrays.hashCode(json));
  }

  /// The event's content is left out, so that deliveries can be named in logs.
  @Override
  public String toString() {
    return "WebhookDelivery[channel=%s, event=%s, target=%s, bytes=%d]"
        .formatted(channel, event, target, json.length);
  }
}
