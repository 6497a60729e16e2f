/// The count as stream processing: memberships and actions in, counts out, state with a changelog.
///
/// One task for each partition, owned by one instance at a time. What a task's
/// [io.carillon.presence.domain.ViewerShard] decides is written to the changelog and applied from
/// the very bytes that a new owner will read; each carries how far the task had read, so records
/// that come a second time after a crash change nothing. Actions wait for their offset to be
/// applied.
///
/// Tasks run on Kafka Streams' own threads; [ViewerCounts] and [OwnedShards] may be called from
/// any.
@NullMarked
package io.carillon.presence.stream;

import org.jspecify.annotations.NullMarked;
