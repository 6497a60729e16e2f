/// The last event of each cached channel, for those who subscribe later.
///
/// [LastEvents] is what the log's reader saw, bounded in bytes; what found no room there stays on
/// the log and is fetched by [EventLoader] when it is asked for. [CacheCopier] copies it to a
/// compacted topic, each partition by one gateway of all; [CacheRestore] reads that topic when a
/// gateway starts, for what is older than its own reading of the log.
///
/// Guarantee: who subscribes gets the event that stands last in the log, as at its place: none that
/// follows it is missed or comes twice. The log's reader writes, event loops ask.
@NullMarked
package io.carillon.gateway.cache;

import org.jspecify.annotations.NullMarked;
