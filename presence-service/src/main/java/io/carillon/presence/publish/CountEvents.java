package io.carillon.presence.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.DomainEvents;
import io.carillon.events.PresenceEvents;
import io.carillon.events.PresenceEvents.ViewerCountChanged;
import io.carillon.events.Source;
import io.carillon.events.Topics;
import io.carillon.presence.domain.ItemKind;
import io.carillon.presence.domain.ViewerEvent.CountTold;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A count that is told, as records.
///
/// The source is the item. Its sequence grows with each telling and follows the clock, so it stays
/// above earlier ones even when the state was lost: the source needs no generation.
public final class CountEvents {
  private static final String SOURCE = "viewers:";

  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final Topics topics;
  private final ItemKind kind;

  public CountEvents(Topics topics, ItemKind kind) {
    this.topics = topics;
    this.kind = kind;
  }

  /// For everyone on the item's channel.
  public ProducerRecord<byte[], byte[]> toChannel(CountTold told) {
    var item = told.item();
    var id = id(item);
    var channel = new ChannelKey(item.app(), kind.countChannels() + id);
    var data =
        "{\"%s\":%s,\"viewerCount\":%d}".formatted(kind.idField(), ItemKind.json(id), told.count());
    var event =
        ChannelEvent.of(channel, kind.event(), data.getBytes(UTF_8))
            .from(Source.of(SOURCE + item.channel(), told.sequence()));
    return codec.encode(topics.channelEvents(), event);
  }

  /// For other services.
  public ProducerRecord<byte[], byte[]> toServices(CountTold told) {
    var item = told.item();
    var changed = new ViewerCountChanged(item.app(), item.channel(), told.sequence(), told.count());
    return DomainEvents.encode(
        topics.presenceEvents(),
        PresenceEvents.viewerCountChanged(changed, Instant.ofEpochMilli(told.atMs())));
  }

  private String id(ChannelKey item) {
    return kind.id(item)
        .orElseThrow(() -> new IllegalStateException(item + " is the channel of no item"));
  }
}
