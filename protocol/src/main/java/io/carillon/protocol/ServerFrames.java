package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The protocol's own frames, as UTF-8.
///
/// `data` is always there and always a string that holds JSON, because the Java and .NET clients
/// need it so. The one exception is `pusher:error`, whose `data` is an object.
public final class ServerFrames {
  private ServerFrames() {}

  /// The first frame of every connection.
  ///
  /// @param activityTimeout seconds, not 0: clients refuse the handshake without it
  public static byte[] connectionEstablished(SocketId socket, int activityTimeout) {
    var data =
        new JsonText()
            .raw("{\"socket_id\":")
            .string(socket.value())
            .raw(",\"activity_timeout\":")
            .raw(activityTimeout)
            .raw("}");
    return frame("pusher:connection_established", null, data.toString());
  }

  public static byte[] ping() {
    return frame("pusher:ping", null, "{}");
  }

  public static byte[] pong() {
    return frame("pusher:pong", null, "{}");
  }

  public static byte[] error(@Nullable Integer code, String message) {
    return new JsonText()
        .raw("{\"event\":\"pusher:error\",\"data\":{\"code\":")
        .raw(String.valueOf(code))
        .raw(",\"message\":")
        .string(message)
        .raw("}}")
        .toString()
        .getBytes(UTF_8);
  }

  public static byte[] error(CloseCode code) {
    return error(code.code(), code.reason());
  }

  public static byte[] subscriptionSucceeded(String channel) {
    return frame("pusher_internal:subscription_succeeded", channel, "{}");
  }

  /// Confirms a presence subscription, with the roster.
  ///
  /// @param presenceJson what [#presenceJson] gives
  public static byte[] presenceSucceeded(String channel, String presenceJson) {
    return frame("pusher_internal:subscription_succeeded", channel, presenceJson);
  }

  /// The roster as it stands in the confirmation.
  ///
  /// @param infoByUser the JSON text of each distinct user's info, in the order to be shown
  public static String presenceJson(Map<String, String> infoByUser) {
    var ids = new JsonText();
    var hash = new JsonText();
    var separator = "";
    for (var member : infoByUser.entrySet()) {
      ids.raw(separator).string(member.getKey());
      hash.raw(separator).string(member.getKey()).raw(":").raw(member.getValue());
      separator = ",";
    }
    return "{\"presence\":{\"ids\":["
        + ids
        + "],\"hash\":{"
        + hash
        + "},\"count\":"
        + infoByUser.size()
        + "}}";
  }

  /// Tied to its channel, unlike `pusher:error`.
  ///
  /// @param type the kind of refusal, `AuthError` or `LimitReached` by convention
  public static byte[] subscriptionError(String channel, String type, String error, int status) {
    var data =
        new JsonText()
            .raw("{\"type\":")
            .string(type)
            .raw(",\"error\":")
            .string(error)
            .raw(",\"status\":")
            .raw(status)
            .raw("}");
    return frame("pusher:subscription_error", channel, data.toString());
  }

  public static byte[] memberAdded(String channel, String user, String infoJson) {
    var data =
        new JsonText()
            .raw("{\"user_id\":")
            .string(user)
            .raw(",\"user_info\":")
            .raw(infoJson)
            .raw("}");
    return frame("pusher_internal:member_added", channel, data.toString());
  }

  public static byte[] memberRemoved(String channel, String user) {
    var data = new JsonText().raw("{\"user_id\":").string(user).raw("}");
    return frame("pusher_internal:member_removed", channel, data.toString());
  }

  public static byte[] subscriptionCount(String channel, int count) {
    var data = new JsonText().raw("{\"subscription_count\":").raw(count).raw("}");
    return frame("pusher_internal:subscription_count", channel, data.toString());
  }

  public static byte[] cacheMiss(String channel) {
    return frame("pusher:cache_miss", channel, "{}");
  }

  /// Confirms a sign-in; nothing but the data is repeated.
  ///
  /// @param userData the exact string the client signed in with
  public static byte[] signInSucceeded(String userData) {
    var data = new JsonText().raw("{\"user_data\":").string(userData).raw("}");
    return frame("pusher:signin_success", null, data.toString());
  }

  /// Tells a watcher of others, in the order given. It belongs to no channel.
  public static byte[] watchlistEvents(List<WatchlistChange> changes) {
    var data = new JsonText().raw("{\"events\":[");
    WatchlistChange before = null;
    for (var change : changes) {
      if (before != null && before.status() == change.status()) {
        data.raw(",");
      } else {
        data.raw(before == null ? "" : "]},")
            .raw("{\"name\":")
            .string(change.status().text())
            .raw(",\"user_ids\":[");
      }
      data.string(change.user());
      before = change;
    }
    data.raw(before == null ? "]}" : "]}]}");
    return frame("pusher_internal:watchlist_events", null, data.toString());
  }

  /// A published event; events from the log take [EventFrame], which reads bytes.
  public static byte[] event(String event, String channel, String data, @Nullable String user) {
    return EventFrame.of(event, channel, data.getBytes(UTF_8), user).bytes();
  }

  /// A confirmation for a client that reads positions (docs/recovery.md).
  ///
  /// @param frame what other clients get
  /// @param position where its events go on; null when it is not known
  /// @param name of what the client asked for, null when it asked for nothing
  /// @param granted what became of it
  public static byte[] placed(
      byte[] frame, @Nullable String position, @Nullable String name, boolean granted) {
    var members = new JsonText();
    if (position != null) {
      members.raw(",\"position\":").string(position);
    }
    if (name != null) {
      members.raw(",").string(name).raw(granted ? ":true" : ":false");
    }
    return JsonBytes.closedBy(frame, members.raw("}").toString().getBytes(UTF_8));
  }

  /// Tells a client that reads positions where it stands on channels that were quiet.
  public static byte[] positions(Map<String, String> byChannel) {
    var data = new JsonText().raw("{\"event\":\"pusher_internal:positions\",\"data\":{");
    var separator = "";
    for (var each : byChannel.entrySet()) {
      data.raw(separator).string(each.getKey()).raw(":").string(each.getValue());
      separator = ",";
    }
    return data.raw("}}").toString().getBytes(UTF_8);
  }

  private static byte[] frame(String event, @Nullable String channel, String data) {
    var frame = new JsonText().raw("{\"event\":").string(event);
    if (channel != null) {
      frame.raw(",\"channel\":").string(channel);
    }
    return frame.raw(",\"data\":").string(data).raw("}").toString().getBytes(UTF_8);
  }
}
