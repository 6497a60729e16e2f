package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event whose members stand in the query (`channels[]=a&channels[]=b`, pusher-protocol.md
/// section 9), as the body that they would be: so it is checked by the same rules.
final class QueryEvent {
  private static final List<String> MEMBERS =
      List.of("name", "data", "channel", "socket_id", "info", "idempotency_key");

  private QueryEvent() {}

  /// Whether the query stands for the body.
  static boolean isIn(Map<String, String> params, byte[] body) {
    return body.length == 0 && params.containsKey("name");
  }

  /// @param rawQuery the list's values, which a comma may be part of, are read from it
  static byte[] body(Map<String, String> params, @Nullable String rawQuery) {
    var channels = QueryParams.values(rawQuery, "channels[]");
    return Json.text(
            json -> {
              json.writeStartObject();
              for (var member : MEMBERS) {
                var value = params.get(member);
                if (value != null) {
                  json.writeStringField(member, value);
                }
              }
              if (!channels.isEmpty()) {
                json.writeArrayFieldStart("channels");
                for (var channel : channels) {
                  json.writeString(channel);
                }
                json.writeEndArray();
              }
              json.writeEndObject();
            })
        .getBytes(UTF_8);
  }
}
