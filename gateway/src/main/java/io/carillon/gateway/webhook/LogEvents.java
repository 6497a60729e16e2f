package io.carillon.gateway.webhook;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord;
import io.carillon.events.Partitions;
import io.carillon.events.RecordHeaders;
import io.carillon.gateway.cache.EmptyPeriods;
import io.carillon.gateway.webhook.WebhookEvent.CacheMiss;
import io.carillon.gateway.webhook.WebhookEvent.ClientEvent;
import io.carillon.protocol.ChannelKind;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the log of one partition means to apps: clients' events, and cached channels that were
/// found empty. Used by the deriver's thread alone.
final class LogEvents {
  private final int partitions;
  private final EmptyPeriods empty;
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final ControlCodec controls = new ControlCodec();

  LogEvents(int partitions, EmptyPeriods empty) {
    this.partitions = partitions;
    this.empty = empty;
  }

  /// What the next record is to be told as.
  ///
  /// @throws BrokenRecord when it breaks the format; the log's own reader counts those
  Optional<WebhookEvent> read(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey key = ChannelEventCodec.key(record.key());
    if (Partitions.of(record.key(), partitions) != record.partition()) {
      return Optional.empty(); // not delivered to anybody either
    }
    if (ControlCodec.isControl(record.headers())) {
      return controls.decode(record) instanceof ControlRecord.CacheMiss
              && empty.missed(key, record.timestamp())
          ? Optional.of(new CacheMiss(key))
          : Optional.empty();
    }
    // Clients' events alone name an origin.
    if (record.headers().lastHeader(RecordHeaders.ORIGIN) != null) {
      return client(codec.decode(record));
    }
    if (ChannelKind.of(key.channel()).cached()) {
      empty.filled(key, record.timestamp());
    }
    return Optional.empty();
  }

  private static Optional<WebhookEvent> client(ChannelEvent event) {
    return switch (event.origin()) {
      case CLIENT ->
          Optional.of(
              new ClientEvent(
                  event.key(), event.event(), event.text(), event.excludedSocket(), event.user()));
      case SERVER -> Optional.empty();
    };
  }
}
