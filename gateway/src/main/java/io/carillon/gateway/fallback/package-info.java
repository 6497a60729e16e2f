/// Sockets for networks that block WebSockets: the HTTP transports of the stock client, streaming
/// and polling, in the SockJS subset that it speaks (docs/pusher-protocol.md section 10;
/// docs/fallback.md).
///
/// A [Session] is a connection like any other, with a [LineWire] below it: subscriptions, client
/// events, rates, bounds, codes and liveness are those of `socket`. It lives on one event loop;
/// requests that arrive on another are handed to it.
///
/// Guarantee: a client that comes back in time misses nothing that was sent between two receivers;
/// one that does not come back, or does not read, costs a bounded number of bytes for a bounded
/// time.
@NullMarked
package io.carillon.gateway.fallback;

import org.jspecify.annotations.NullMarked;
