/// Who listens to what on this gateway, and how a batch of the log reaches them.
///
/// [Hub] is sharded by event loop: each [Shard] owns the subscriptions of its own loop's sockets,
/// so that delivery takes no lock. Nothing here knows sockets or Kafka: a [Subscriber] receives, a
/// [ChannelBatch] is delivered.
///
/// Guarantee: a subscription receives exactly the events at or above the position that the log's
/// reader had published when the subscription was registered, in the order of the log, once each.
@NullMarked
package io.carillon.gateway.channel;

import org.jspecify.annotations.NullMarked;
