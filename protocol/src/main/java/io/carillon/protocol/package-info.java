/// Pusher protocol 7 as values: channel names, frames in both directions, close codes and
/// signatures.
///
/// Everything here is immutable or a pure function and may be used from any thread. Nothing here
/// knows sockets, HTTP or Kafka. What a client sends is parsed once, at the edge, and never throws:
/// [ClientFrames] gives a value for every text. What a server sends is written by [ServerFrames]
/// and, on the hot path, by [EventFrame].
@NullMarked
package io.carillon.protocol;

import org.jspecify.annotations.NullMarked;
