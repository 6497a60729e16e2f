package io.carillon.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One event on one channel, as it stands in the log.
///
/// `data` is the event's data string in UTF-8, as it was given; nobody between the sender and the
/// client parses it. It is shared, not copied: whoever holds an event must not write to the array.
/// `toString` leaves the data out, so that events can be named in logs.
@SuppressWarnings("ArrayRecordComponent") // the path of a frame: no copy, no wrapper per event
public record ChannelEvent(
    ChannelKey key,
    String event,
    byte[] data,
    @Nullable String excludedSocket,
    @Nullable String user,
    Origin origin,
    @Nullable Source source,
    @Nullable String id,
    @Nullable String conflation,
    @Nullable String traceparent) {

  /// Above the protocol's 200 characters in any encoding; longer names are broken records.
  public static final int EVENT_LENGTH_MAX = 800;

  /// Larger data is a broken record: no app may have larger events, and frames are bounded.
  public static final int DATA_BYTES_MAX = 1_048_576;

  public ChannelEvent {
    if (event.isEmpty() || event.length() > EVENT_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "an event's name has 1 to " + EVENT_LENGTH_MAX + " characters, not " + event.length());
    }
  }

  /// An event of a server, to everyone on the channel.
  public static ChannelEvent of(ChannelKey key, String event, byte[] data) {
    return new ChannelEvent(key, event, data, null, null, Origin.SERVER, null, null, null, null);
  }

  /// An event of a server, to everyone on the channel.
  public static ChannelEvent of(ChannelKey key, String event, String data) {
    return of(key, event, data.getBytes(StandardCharsets.UTF_8));
  }

  /// An event that a client sent over its socket; `user` on presence channels only.
  public static ChannelEvent ofClient(
      ChannelKey key, String event, byte[] data, String socket, @Nullable String user) {
    return new ChannelEvent(key, event, data, socket, user, Origin.CLIENT, null, null, null, null);
  }

  /// The same event, not delivered to this socket.
  public ChannelEvent excluding(@Nullable String socket) {
    return new ChannelEvent(
        key, event, data, socket, user, origin, source, id, conflation, traceparent);
  }

  /// The same event at its place in a source.
  public ChannelEvent from(Source place) {
    return new ChannelEvent(
        key, event, data, excludedSocket, user, origin, place, id, conflation, traceparent);
  }

  /// The same event with an idempotency key: one of several with the same key is delivered.
  public ChannelEvent identified(@Nullable String idempotencyKey) {
    return new ChannelEvent(
        key,
        event,
        data,
        excludedSocket,
        user,
        origin,
        source,
        idempotencyKey,
        conflation,
        traceparent);
  }

  /// The same event with a conflation key: for a subscriber that is behind, a later event of the
  /// channel with the same key takes its place.
  public ChannelEvent conflated(@Nullable String conflationKey) {
    return new ChannelEvent(
        key, event, data, excludedSocket, user, origin, source, id, conflationKey, traceparent);
  }

  /// The same event as part of a trace (the W3C header's text).
  public ChannelEvent traced(@Nullable String parent) {
    return new ChannelEvent(
        key, event, data, excludedSocket, user, origin, source, id, conflation, parent);
  }

  /// The data as text.
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChannelEvent that
        && key.equals(that.key)
        && event.equals(that.event)
        && Arrays.equals(data, that.data)
        && Objects.equals(excludedSocket, that.excludedSocket)
        && Objects.equals(user, that.user)
        && origin == that.origin
        && Objects.equals(source, that.source)
        && Objects.equals(id, that.id)
        && Objects.equals(conflation, that.conflation)
        && Objects.equals(traceparent, that.traceparent);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, event, Arrays.hashCode(data), source, id);
  }

  @Override
  public String toString() {
    return "ChannelEvent[key=%s, event=%s, bytes=%d, origin=%s, source=%s, id=%s]"
        .formatted(key, event, data.length, origin, source, id);
  }
}
