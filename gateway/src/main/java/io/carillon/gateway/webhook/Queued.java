package io.carillon.gateway.webhook;

import io.carillon.events.WebhookDelivery;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A delivery on this gateway: read from its partition, not done yet.
///
/// @param record as it was read, for the dead letters
/// @param progress of its partition
record Queued(WebhookDelivery delivery, ConsumerRecord<byte[], byte[]> record, Progress progress) {
  /// With a line of its own.
  private static final int OVERHEAD_BYTES = 700;

  int bytes() {
    return OVERHEAD_BYTES + delivery.json().length;
  }

  void done() {
    progress.done(record.offset());
  }

  /// A request carries it.
  void underWay() {
    progress.underWay();
  }

  /// That request is over, and what came of it is noted.
  void ended() {
    progress.ended();
  }

  /// Another gateway owns its partition now.
  boolean leftToOthers() {
    return progress.closed();
  }
}
