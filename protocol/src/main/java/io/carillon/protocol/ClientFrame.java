package io.carillon.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client said in one text frame.
public sealed interface ClientFrame {

  /// `auth` and `channelData` are the exact strings, over which signatures are made.
  ///
  /// @param from what the client wants besides the events to come
  record Subscribe(
      String channel, @Nullable String auth, @Nullable String channelData, @Nullable From from)
      implements ClientFrame {
    public Subscribe(String channel, @Nullable String auth, @Nullable String channelData) {
      this(channel, auth, channelData, null);
    }
  }

  /// From where a subscription starts (docs/recovery.md).
  sealed interface From {
    /// Where an earlier one ended.
    ///
    /// @param position the token that the client was given last
    /// @param sockets ids of its earlier sockets, at most [#SOCKETS_MAX]
    record Position(String position, List<String> sockets) implements From {
      public static final int SOCKETS_MAX = 20;
    }

    /// So many events before it.
    record Last(int events) implements From {}

    /// What was published since then, in ms since the epoch.
    record Since(long time) implements From {}
  }

  record Unsubscribe(String channel) implements ClientFrame {}

  record Ping() implements ClientFrame {}

  record Pong() implements ClientFrame {}

  /// `data` is the string that is passed on: a string as the client gave it, any other JSON value
  /// as its source text, `{}` when the client gave none.
  record ClientEvent(String event, String channel, String data) implements ClientFrame {}

  record SignIn(String auth, String userData) implements ClientFrame {}

  /// A frame whose event this protocol does not know.
  record Unsupported(String event) implements ClientFrame {
    public String why() {
      return "Unsupported event received on socket: "
          + event.substring(0, Math.min(event.length(), EventName.LENGTH_MAX));
    }
  }

  /// A text that is no frame, or a frame that lacks what its event needs. The sentence says what.
  record Malformed(String why) implements ClientFrame {}
}
