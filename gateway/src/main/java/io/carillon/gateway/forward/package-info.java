/// Records of a topic brought to the log by one of all gateways: a consumer group says whose turn
/// it is.
///
/// [Forwarder] reads, writes what its [Work] makes of each record, and commits after the
/// acknowledgements. What routes and what the log's own strays and broken records have alike is
/// here; what becomes of a record is theirs.
///
/// Guarantee: each record is worked on at least once and in the order of its partition; none is
/// passed over because Kafka was away. Each forwarder has one thread.
@NullMarked
package io.carillon.gateway.forward;

import org.jspecify.annotations.NullMarked;
