package io.carillon.leaderboard.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/// The header by which the instance that sent a command knows its own request again. Others ignore
/// it.
final class RequestHeader {

  private static final String NAME = "request";

  private RequestHeader() {}

  static Header of(UUID request) {
    return new RecordHeader(NAME, request.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Optional<UUID> of(Headers headers) {
    var header = headers.lastHeader(NAME);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(new String(header.value(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException another) {
      return Optional.empty();
    }
  }
}
