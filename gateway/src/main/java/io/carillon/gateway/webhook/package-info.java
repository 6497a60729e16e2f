/// Tells apps over HTTP what happens in their channels (pusher-protocol.md section 8).
///
/// Two steps with a topic between them, each with its own consumer group and thread:
///
/// 1. [Deriver]: the owner of a partition folds memberships and log of that partition and writes
///    what they mean ([Occupancy], [LogEvents]) as deliveries to the topic `webhooks`, in one
///    transaction with how far it has read. So over all gateways, over crashes and hand-overs, each
///    event becomes one delivery for each target, in order per channel.
/// 2. [DeliveryReader]: the owner of a partition of `webhooks` sends ([Endpoints],
///    [WebhookClient]), each endpoint from a bounded queue of its own. What is not answered with
///    2xx for the retry window, or finds no room, goes to the dead letters. A request may be made
///    twice when a gateway dies between the answer and its next commit.
///
/// No receiver is waited for by anything but its own queue. Addresses inside are refused, and the
/// address that was checked is the one that is connected to ([AddressPolicy]).
@NullMarked
package io.carillon.gateway.webhook;

import org.jspecify.annotations.NullMarked;
