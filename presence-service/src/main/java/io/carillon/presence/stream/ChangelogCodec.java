package io.carillon.presence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.Session;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.ViewerEvent;
import io.carillon.presence.domain.ViewerEvent.CountTold;
import io.carillon.presence.domain.ViewerEvent.GatewayForgotten;
import io.carillon.presence.domain.ViewerEvent.GatewayIgnored;
import io.carillon.presence.domain.ViewerEvent.ItemForgotten;
import io.carillon.presence.domain.ViewerEvent.SessionChanged;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// Events to changelog records and back.
///
/// The key names the thing that an event is about, so compaction keeps the last of each; an event that
/// ends a thing is its tombstone. Numbers are big-endian, text is UTF-8.
///
///     S session(8) app/channel     version(1) actions(8) memberships(8) http-until(8) gateways by line
///     G gateway                    version(1) actions(8) memberships(8) grace-until(8)
///     T app/channel                version(1) actions(8) memberships(8) count(4) sequence(8) at(8)
final class ChangelogCodec {
  private static final byte VERSION = 1;
  private static final byte SESSION = 'S';
  private static final byte GATEWAY = 'G';
  private static final byte TOLD = 'T';
  private static final int HEAD = 1 + Long.BYTES + Long.BYTES;
  private static final String SEPARATOR = "\n";

  private ChangelogCodec() {}

  static Bytes key(ViewerEvent event) {
    return switch (event) {
      case SessionChanged(var item, var session, var _) -> sessionKey(item, session);
      case GatewayIgnored(var gateway, var _) -> key(GATEWAY, gateway);
      case GatewayForgotten(var gateway) -> key(GATEWAY, gateway);
      case CountTold told -> key(TOLD, told.item().value());
      case ItemForgotten(var item) -> key(TOLD, item.value());
    };
  }

  /// Null for an event that ends the thing it is about.
  static byte @Nullable [] value(ViewerEvent event, Progress progress) {
    return switch (event) {
      case SessionChanged(var _, var _, var state) ->
          state.equals(Session.NONE) ? null : sessionValue(state, progress);
      case GatewayIgnored(var _, var graceUntilMs) ->
          head(progress, Long.BYTES).putLong(graceUntilMs).array();
      case CountTold told ->
          head(progress, Integer.BYTES + Long.BYTES + Long.BYTES)
              .putInt(told.count())
              .putLong(told.sequence())
              .putLong(told.atMs())
              .array();
      case GatewayForgotten _, ItemForgotten _ -> null;
    };
  }

  /// The event of a record; `progress` is taken as far as the record says.
  static ViewerEvent read(Bytes key, byte @Nullable [] value, Progress progress) {
    var rest = ByteBuffer.wrap(key.get());
    byte kind = rest.get();
    return switch (kind) {
      case SESSION -> {
        var session = new SessionId(rest.getLong());
        var item = ChannelKey.parse(text(rest));
        yield new SessionChanged(
            item, session, value == null ? Session.NONE : session(body(value, progress)));
      }
      case GATEWAY ->
          value == null
              ? new GatewayForgotten(text(rest))
              : new GatewayIgnored(text(rest), body(value, progress).getLong());
      case TOLD ->
          value == null
              ? new ItemForgotten(ChannelKey.parse(text(rest)))
              : told(ChannelKey.parse(text(rest)), body(value, progress));
      default -> throw new IllegalStateException("unknown changelog record of kind " + kind);
    };
  }

  private static Bytes sessionKey(ChannelKey item, SessionId session) {
    byte[] name = item.bytes();
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES + name.length)
            .put(SESSION)
            .putLong(session.bits())
            .put(name)
            .array());
  }

  private static Bytes key(byte kind, String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).array());
  }

  private static byte[] sessionValue(Session state, Progress progress) {
    byte[] gateways = String.join(SEPARATOR, state.gateways()).getBytes(UTF_8);
    return head(progress, Long.BYTES + gateways.length)
        .putLong(state.httpUntilMs())
        .put(gateways)
        .array();
  }

  private static Session session(ByteBuffer body) {
    long httpUntilMs = body.getLong();
    var gateways = text(body);
    return new Session(
        gateways.isEmpty() ? List.of() : List.of(gateways.split(SEPARATOR, -1)), httpUntilMs);
  }

  private static CountTold told(ChannelKey item, ByteBuffer body) {
    return new CountTold(item, body.getInt(), body.getLong(), body.getLong());
  }

  private static ByteBuffer head(Progress progress, int bodyBytes) {
    return ByteBuffer.allocate(HEAD + bodyBytes)
        .put(VERSION)
        .putLong(progress.actions())
        .putLong(progress.memberships());
  }

  private static ByteBuffer body(byte[] value, Progress progress) {
    var buffer = ByteBuffer.wrap(value);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a changelog record has version %d, this service reads %d".formatted(version, VERSION));
    }
    progress.reach(Input.ACTIONS, buffer.getLong());
    progress.reach(Input.MEMBERSHIPS, buffer.getLong());
    return buffer;
  }

  private static String text(ByteBuffer rest) {
    return UTF_8.decode(rest).toString();
  }
}
