package io.carillon.protocol;

import io.carillon.protocol.ClientFrame.ClientEvent;
import io.carillon.protocol.ClientFrame.From;
import io.carillon.protocol.ClientFrame.Malformed;
import io.carillon.protocol.ClientFrame.Ping;
import io.carillon.protocol.ClientFrame.Pong;
import io.carillon.protocol.ClientFrame.SignIn;
import io.carillon.protocol.ClientFrame.Subscribe;
import io.carillon.protocol.ClientFrame.Unsubscribe;
import io.carillon.protocol.ClientFrame.Unsupported;
import io.carillon.protocol.JsonMembers.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what clients send.
public final class ClientFrames {
  private static final List<String> FRAME = List.of("event", "channel", "data");
  private static final List<String> SUBSCRIBE =
      List.of("channel", "auth", "channel_data", "resume", "history");
  private static final List<String> RESUME = List.of("position", "sockets");
  private static final List<String> HISTORY = List.of("last", "since");
  private static final List<String> UNSUBSCRIBE = List.of("channel");
  private static final List<String> SIGN_IN = List.of("auth", "user_data");

  private ClientFrames() {}

  /// Gives a value for every text, within bounds of size and depth, and never throws. Members that
  /// the protocol does not name are ignored. The `data` of the protocol's own events may be an
  /// object or a string that holds one.
  public static ClientFrame parse(String text) {
    try {
      var frame = JsonMembers.read("A frame", text, FRAME);
      var event = frame.requiredText("event");
      return switch (event) {
        case "pusher:ping" -> new Ping();
        case "pusher:pong" -> new Pong();
        case "pusher:subscribe" -> subscribe(data(frame, SUBSCRIBE));
        case "pusher:unsubscribe" ->
            new Unsubscribe(data(frame, UNSUBSCRIBE).requiredText("channel"));
        case "pusher:signin" -> signIn(data(frame, SIGN_IN));
        default ->
            event.startsWith(EventName.CLIENT_PREFIX)
                ? clientEvent(event, frame)
                : new Unsupported(event);
      };
    } catch (Unreadable e) {
      return new Malformed(e.why());
    }
  }

  private static JsonMembers data(JsonMembers frame, List<String> names) throws Unreadable {
    var data = frame.get("data");
    if (data == null || !(data.isObject() || data.isText())) {
      throw new Unreadable("`data` must be an object, or a string that holds one");
    }
    return JsonMembers.read("`data`", data.text(), names);
  }

  private static ClientFrame subscribe(JsonMembers data) throws Unreadable {
    return new Subscribe(
        data.requiredText("channel"), data.text("auth"), data.text("channel_data"), from(data));
  }

  private static @Nullable From from(JsonMembers data) throws Unreadable {
    var resume = data.get("resume");
    if (resume != null) {
      return position(JsonMembers.read("`resume`", resume.text(), RESUME));
    }
    var history = data.get("history");
    return history == null ? null : history(JsonMembers.read("`history`", history.text(), HISTORY));
  }

  private static From position(JsonMembers resume) throws Unreadable {
    var sockets = resume.texts("sockets");
    if (sockets.size() > From.Position.SOCKETS_MAX) {
      throw new Unreadable("`sockets` has at most " + From.Position.SOCKETS_MAX + " ids");
    }
    return new From.Position(resume.requiredText("position"), sockets);
  }

  private static From history(JsonMembers history) throws Unreadable {
    var last = history.wholeNumber("last");
    var since = history.wholeNumber("since");
    if (last.isPresent() == since.isPresent()) {
      throw new Unreadable("`history` has either `last`, a number of events, or `since`, a time");
    }
    if (since.isPresent()) {
      return new From.Since(since.getAsLong());
    }
    if (last.getAsLong() < 1 || last.getAsLong() > Integer.MAX_VALUE) {
      throw new Unreadable("`last` is a number of events, at least 1");
    }
    return new From.Last((int) last.getAsLong());
  }

  private static ClientFrame signIn(JsonMembers data) throws Unreadable {
    return new SignIn(data.requiredText("auth"), data.requiredText("user_data"));
  }

  private static ClientFrame clientEvent(String event, JsonMembers frame) throws Unreadable {
    if (event.length() > EventName.LENGTH_MAX) {
      throw new Unreadable(
          "An event name has at most %d characters, this one has %d"
              .formatted(EventName.LENGTH_MAX, event.length()));
    }
    return new ClientEvent(event, frame.requiredText("channel"), frame.source("data", "{}"));
  }
}
