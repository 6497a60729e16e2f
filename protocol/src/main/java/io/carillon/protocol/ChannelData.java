package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.protocol.JsonMembers.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a presence subscription stands for.
///
/// The user id is always a string (10 and "10" are one user). The info is the JSON text that the
/// app signed, unchanged; `{}` when there is none.
public record ChannelData(String userId, String infoJson) {
  public static final int USER_ID_LENGTH_MAX = 128;
  public static final int INFO_BYTES_MAX = 1024;

  private static final List<String> NAMES = List.of("user_id", "user_info");

  /// With the documented limits.
  ///
  /// @throws IllegalArgumentException with a sentence for the client
  public static ChannelData parse(String raw) {
    return parse(raw, USER_ID_LENGTH_MAX, INFO_BYTES_MAX);
  }

  /// Reads it within limits of the app's own.
  ///
  /// @throws IllegalArgumentException with a sentence for the client
  public static ChannelData parse(String raw, int userIdLengthMax, int infoBytesMax) {
    try {
      var members = JsonMembers.read("`channel_data`", raw, NAMES);
      return new ChannelData(
          userId(members, userIdLengthMax), infoJson(members.get("user_info"), infoBytesMax));
    } catch (Unreadable e) {
      throw new IllegalArgumentException(e.why(), e);
    }
  }

  private static String userId(JsonMembers members, int lengthMax) throws Unreadable {
    var id = members.get("user_id");
    if (id == null) {
      throw new Unreadable("`channel_data` has no `user_id`: it must be a string or a number");
    }
    if (!id.isText() && !id.isNumber()) {
      throw new Unreadable("`user_id` must be a string or a number");
    }
    if (id.text().isEmpty()) {
      throw new Unreadable("`user_id` must not be empty");
    }
    if (!ChannelName.isText(id.text())) {
      throw new Unreadable("`user_id` must have no control characters and only whole ones");
    }
    if (id.text().length() > lengthMax) {
      throw new Unreadable(
          "`user_id` has at most %d characters, this one has %d"
              .formatted(lengthMax, id.text().length()));
    }
    return id.text();
  }

  /// The text of a `user_info`, `{}` when there is none.
  static String infoJson(JsonMembers.@Nullable Value info, int bytesMax) throws Unreadable {
    if (info == null) {
      return "{}";
    }
    var json = info.isText() ? new JsonText().string(info.text()).toString() : info.text();
    var size = json.getBytes(UTF_8).length;
    if (size > bytesMax) {
      throw new Unreadable(
          "`user_info` has at most %d bytes, this one has %d".formatted(bytesMax, size));
    }
    return json;
  }
}
