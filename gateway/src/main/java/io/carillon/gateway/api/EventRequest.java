package io.carillon.gateway.api;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.protocol.ChannelName;
import io.carillon.protocol.EventName;
import io.carillon.protocol.SocketId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that a server wants to be told on some channels: whole and within the app's limits.
///
/// @param channels each once, in the order given
/// @param own the event's own idempotency key
/// @param conflation what a later event takes this one's place by, for who is behind
@SuppressWarnings("ArrayRecordComponent") // handed on to the log as it is
record EventRequest(
    EventName name,
    byte[] data,
    List<ChannelName> channels,
    @Nullable SocketId except,
    @Nullable IdempotencyKey own,
    @Nullable String conflation,
    InfoRequest info) {

  /// Adds this event's records, one for each channel.
  ///
  /// @param id by which a retry is known, unless the event has a key of its own
  void addTo(List<ChannelEvent> events, String app, @Nullable String id) {
    var excluded = except == null ? null : except.value();
    for (var channel : channels) {
      events.add(
          ChannelEvent.of(new ChannelKey(app, channel.value()), name.value(), data)
              .excluding(excluded)
              .identified(own == null ? id : own.value())
              .conflated(conflation));
    }
  }
}
