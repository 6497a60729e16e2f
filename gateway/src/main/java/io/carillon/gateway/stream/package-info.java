/// The log as this gateway reads it.
///
/// [PartitionReader] is a plain consumer assigned to all partitions: there is no group, so a
/// gateway that comes or goes makes nobody rebalance, and each poll is a batch. It runs on a thread
/// of its own and hands batches to the hub.
///
/// Commands stand in the same log: those that came after this gateway's start are carried out
/// ([Controls]).
///
/// Guarantee: each event of a channel is handed over once and in the order of the log, also when a
/// relay wrote it twice.
@NullMarked
package io.carillon.gateway.stream;

import org.jspecify.annotations.NullMarked;
