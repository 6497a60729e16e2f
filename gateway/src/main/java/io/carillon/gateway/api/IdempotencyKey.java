package io.carillon.gateway.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// Names one publication: what is sent again with the same key within five minutes of the last try
/// is delivered once on each channel (requirement R43).
///
/// An event may have its own as the member `idempotency_key`; the header `X-Idempotency-Key` gives
/// one to a whole request, of which each event of a batch has a part.
record IdempotencyKey(String value) {
  static final String HEADER = "X-Idempotency-Key";

  private static final int LENGTH_MAX = 128;
  private static final int FIRST_PRINTABLE = 0x21;
  private static final int LAST_PRINTABLE = 0x7e;

  IdempotencyKey {
    boolean printable = value.chars().allMatch(c -> c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE);
    if (value.isEmpty() || value.length() > LENGTH_MAX || !printable) {
      throw new IllegalArgumentException(
          "an idempotency key has 1 to " + LENGTH_MAX + " printable ASCII characters, no space");
    }
  }

  /// The one of the whole request.
  static Reading<Optional<IdempotencyKey>> of(HttpServerRequest request) {
    var given = request.getHeader(HEADER);
    try {
      return new Reading.Read<>(Optional.ofNullable(given).map(IdempotencyKey::new));
    } catch (IllegalArgumentException e) {
      return new Reading.Broken<>(
          Problem.badRequest("invalid-idempotency-key", HEADER + ": " + e.getMessage()));
    }
  }

  /// What stands on the log for the event at this place of the request.
  String part(int place) {
    return place == 0 ? value : value + "/" + place;
  }
}
