package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.AppKey;
import io.carillon.events.WebhookDelivery;
import io.carillon.protocol.Signatures;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// The body of a request and what proves whose it is.
///
/// @param body UTF-8 JSON; the signature is over these bytes
@SuppressWarnings("ArrayRecordComponent") // signed as they are, and sent as they are
record WebhookRequest(byte[] body, String key, String signature) {
  private static final int AROUND_BYTES = 64;

  static WebhookRequest of(List<WebhookDelivery> events, AppKey key) {
    byte[] body = body(events);
    return new WebhookRequest(body, key.key(), Signatures.webhook(key.secret(), body));
  }

  /// Its time is that of the last event, so that a second try is the same request.
  private static byte[] body(List<WebhookDelivery> events) {
    int bytes = events.stream().mapToInt(each -> each.json().length + 1).sum();
    var body = new ByteArrayOutputStream(bytes + AROUND_BYTES);
    body.writeBytes(
        "{\"time_ms\":%d,\"events\":[".formatted(events.getLast().time()).getBytes(UTF_8));
    boolean first = true;
    for (WebhookDelivery each : events) {
      if (!first) {
        body.write(',');
      }
      body.writeBytes(each.json());
      first = false;
    }
    body.writeBytes("]}".getBytes(UTF_8));
    return body.toByteArray();
  }
}
