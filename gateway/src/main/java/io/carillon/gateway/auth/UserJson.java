package io.carillon.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.gateway.api.Json;
import io.carillon.protocol.ChannelData;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A user as others see them: id, name and picture, in the strings that are signed.
final class UserJson {
  private UserJson() {}

  /// The `channel_data` of a member who is that user.
  static String member(User user) {
    return identity("user_id", user.subject(), user);
  }

  /// The `channel_data` of a member who is only a visit.
  static String session(String id) {
    return identity("user_id", id, null);
  }

  /// The `user_data` of a sign-in.
  static String signIn(User user) {
    return identity("id", user.subject(), user);
  }

  private static String identity(String idName, String id, @Nullable User user) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringField(idName, id);
      if (user != null) {
        json.writeFieldName("user_info");
        json.writeRawValue(info(user));
      }
      json.writeEndObject();
    });
  }

  // What does not fit the protocol's bound is left out, the picture first: a roster shows the rest.
  private static String info(User user) {
    var name = user.claim("name", "preferred_username");
    var picture = user.claim("picture");
    var whole = info(name, picture);
    if (fits(whole)) {
      return whole;
    }
    var named = info(name, null);
    return fits(named) ? named : "{}";
  }

  private static boolean fits(String info) {
    return info.getBytes(UTF_8).length <= ChannelData.INFO_BYTES_MAX;
  }

  private static String info(@Nullable String name, @Nullable String picture) {
    return Json.text(json -> {
      json.writeStartObject();
      write(json, "name", name);
      write(json, "picture", picture);
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
