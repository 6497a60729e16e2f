/// The transactional outbox: what a service says and what it stores cannot disagree.
///
/// A service adds rows to the {@link io.carillon.outbox.OutboxTable} in the transaction that
/// changes its state; the {@link io.carillon.outbox.OutboxRelay} sends them to Kafka and removes
/// them after the broker's acknowledgement. Guarantees: every committed row reaches its topic at
/// least once or lies among the dead letters; the rows of one source stand there in the order of
/// their ids; a record that may be a second copy carries the header `again`.
///
/// The table's `add` runs on the caller's connection and event loop. Each relay has one thread of
/// its own that may wait; nothing here waits on an event loop.
@NullMarked
package io.carillon.outbox;

import org.jspecify.annotations.NullMarked;
