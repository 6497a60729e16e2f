package io.carillon.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.gateway.api.BodyReader;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.api.QueryParams;
import io.carillon.gateway.api.Reading;
import io.carillon.gateway.api.WrongBody;
import io.carillon.protocol.SocketId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the client library sends, as a form or as JSON.
///
/// @param channel null where none is sent: a sign-in
/// @param session names a visit of a page, for channels that count those
/// @param key the key of the app that is meant, where the token does not tell
record AuthForm(
    SocketId socket, @Nullable String channel, @Nullable String session, @Nullable String key) {
  static final int BODY_BYTES_MAX = 16 * 1024;

  private static final Set<String> KNOWN = Set.of("socket_id", "channel_name", "session_id", "key");
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._:@=-]{1,128}");

  static Reading<AuthForm> read(@Nullable String contentType, byte[] body) {
    if (body.length > BODY_BYTES_MAX) {
      return new Reading.Broken<>(
          Problem.of(
              413,
              "body-too-large",
              "The body has %d bytes, at most %d are read".formatted(body.length, BODY_BYTES_MAX)));
    }
    var json = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
    var members = json ? BodyReader.read(body, AuthForm::members) : form(body);
    return switch (members) {
      case Reading.Broken(var problem) -> new Reading.Broken<>(problem);
      case Reading.Read(var read) -> of(read);
    };
  }

  private static Reading<Map<String, String>> form(byte[] body) {
    return new Reading.Read<>(QueryParams.parse(new String(body, UTF_8)));
  }

  private static Map<String, String> members(BodyReader body) throws IOException, WrongBody {
    var members = new HashMap<String, String>();
    while (body.nextMember()) {
      var name = body.name();
      if (KNOWN.contains(name)) {
        var value = body.string();
        if (value != null) {
          members.put(name, value);
        }
      } else {
        body.skip();
      }
    }
    return members;
  }

  private static Reading<AuthForm> of(Map<String, String> members) {
    var socket = members.get("socket_id");
    if (socket == null) {
      return refused("missing-member", "`socket_id` is missing: send the connection's socket id");
    }
    var session = members.get("session_id");
    if (session != null && !SESSION.matcher(session).matches()) {
      return refused(
          "invalid-session-id", "`session_id` must be 1 to 128 of A-Z a-z 0-9 . _ : @ = -");
    }
    try {
      return new Reading.Read<>(
          new AuthForm(
              new SocketId(socket), members.get("channel_name"), session, members.get("key")));
    } catch (IllegalArgumentException e) {
      return refused(
          "invalid-socket-id", "`socket_id`: " + Problem.shown(String.valueOf(e.getMessage())));
    }
  }

  private static Reading<AuthForm> refused(String code, String error) {
    return new Reading.Broken<>(Problem.badRequest(code, error));
  }
}
