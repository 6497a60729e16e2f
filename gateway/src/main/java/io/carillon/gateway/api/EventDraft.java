package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.AppLimits;
import io.carillon.protocol.ChannelName;
import io.carillon.protocol.EventName;
import io.carillon.protocol.SocketId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One event's members as they stand in a body, and the rules that make a request of them.
final class EventDraft {
  static final int CHANNELS_MAX = 100;
  private static final int CONFLATION_LENGTH_MAX = 200;

  private final String at;
  private @Nullable String name;
  private @Nullable String data;
  private @Nullable String channel;
  private @Nullable List<String> channels;
  private @Nullable String socketId;
  private @Nullable String idempotencyKey;
  private @Nullable String conflationKey;
  private @Nullable String info;

  private EventDraft(String at) {
    this.at = at;
  }

  /// Reads the object that `body` stands in, to its end.
  static EventDraft read(BodyReader body) throws IOException, WrongBody {
    var path = body.path();
    var draft = new EventDraft(path.isEmpty() ? "" : path + ".");
    while (body.nextMember()) {
      switch (body.name()) {
        case "name" -> draft.name = body.string();
        case "data" -> draft.data = body.string();
        case "channel" -> draft.channel = body.string();
        case "channels" -> draft.channels = body.strings(CHANNELS_MAX);
        case "socket_id" -> draft.socketId = body.string();
        case "idempotency_key" -> draft.idempotencyKey = body.string();
        case "conflation_key" -> draft.conflationKey = body.string();
        case "info" -> draft.info = body.string();
        default -> body.skip();
      }
    }
    return draft;
  }

  /// An event whose members came in a path and a query.
  static EventDraft of(
      String channel, @Nullable String name, String data, @Nullable String socketId) {
    var draft = new EventDraft("");
    draft.channel = channel;
    draft.name = name;
    draft.data = data;
    draft.socketId = socketId;
    return draft;
  }

  /// @throws WrongBody naming the member that is missing, illegal or beyond a limit
  EventRequest checked(AppLimits limits) throws WrongBody {
    return new EventRequest(
        legal("name", required("name", name), EventName::new),
        withinLimit(required("data", data), limits.eventBytes()),
        legalChannels(),
        socketId == null ? null : legal("socket_id", socketId, SocketId::new),
        idempotencyKey == null
            ? null
            : legal("idempotency_key", idempotencyKey, IdempotencyKey::new),
        conflationKey == null
            ? null
            : legal("conflation_key", conflationKey, EventDraft::conflation),
        InfoRequest.parse(info));
  }

  private static String conflation(String key) {
    if (key.isEmpty() || key.length() > CONFLATION_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A conflation key has 1 to %d characters".formatted(CONFLATION_LENGTH_MAX));
    }
    return key;
  }

  private String required(String member, @Nullable String value) throws WrongBody {
    if (value == null) {
      throw new WrongBody(
          "missing-member", "`%s%s` is missing: it must be a string".formatted(at, member));
    }
    return value;
  }

  private byte[] withinLimit(String text, long bytesMax) throws WrongBody {
    var bytes = text.getBytes(UTF_8);
    if (bytes.length > bytesMax) {
      throw new WrongBody(
          Problem.of(
              413,
              "event-too-large",
              "`%sdata` has %d bytes and this app allows %d: send less, or raise its limit eventBytes"
                  .formatted(at, bytes.length, bytesMax)));
    }
    return bytes;
  }

  private List<ChannelName> legalChannels() throws WrongBody {
    if (channel != null && channels != null) {
      throw new WrongBody(
          "ambiguous-channels",
          "`%1$schannel` and `%1$schannels` are both given: give one of them".formatted(at));
    }
    if (channels == null) {
      return List.of(legal("channel", required("channels", channel), ChannelName::new));
    }
    if (channels.isEmpty()) {
      throw new WrongBody(
          "no-channels",
          "`%schannels` is empty: name 1 to %d channels".formatted(at, CHANNELS_MAX));
    }
    var legal = new ArrayList<ChannelName>(channels.size());
    for (var each : new LinkedHashSet<>(channels)) {
      legal.add(legal("channels", each, ChannelName::new));
    }
    return legal;
  }

  private <T> T legal(String member, String value, Function<String, T> type) throws WrongBody {
    try {
      return type.apply(value);
    } catch (IllegalArgumentException e) {
      throw new WrongBody(
          "invalid-" + member.replace('_', '-'),
          "`%s%s`: %s".formatted(at, member, Problem.shown(String.valueOf(e.getMessage()))));
    }
  }
}
