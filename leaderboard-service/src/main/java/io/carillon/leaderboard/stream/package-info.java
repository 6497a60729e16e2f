/// The engine: commands in, boards in memory, changelog out, on plain Kafka Streams.
///
/// Commands are keyed by board, so one task owns a board. Its stream thread is the only writer of
/// the task's boards ([BoardStore]); any thread may read them under the store's lock, so each read
/// is of one version. What a command changes is written to the changelog first and applied from the
/// same bytes, live and on restore alike; a request is answered when the changelog has acknowledged
/// it ([PendingAnswers]).
///
/// Processing is at least once. Each changelog event carries its command's offset, and boards
/// ignore what is not above the last, so a command that is read again changes nothing.
@NullMarked
package io.carillon.leaderboard.stream;

import org.jspecify.annotations.NullMarked;
