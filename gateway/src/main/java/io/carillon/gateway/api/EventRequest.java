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
@SuppressWarnings("ArrayRecordComponent") // handed on to the log as it is
record EventRequest(
    EventName name,
    byte[] data,
    List<ChannelName> channels,
    @Nullable SocketId except,
    InfoRequest info) {

  /// Adds this event's records, one for each channel.
  void addTo(List<ChannelEvent> events, String app) {
    for (var channel : channels) {
      var event = ChannelEvent.of(new ChannelKey(app, channel.value()), name.value(), data);
      events.add(except == null ? event : event.excluding(except.value()));
    }
  }
}
