/// The database: conversations, members and messages, with the outbox in the same transaction.
///
/// A conversation's numbers are given out under its row's lock, so they have no gaps and the
/// outbox's order is theirs. Work once begun runs to its end, also when the HTTP client hangs up.
/// Runs on the event loops and never blocks them.
@NullMarked
package io.carillon.chat.store;

import org.jspecify.annotations.NullMarked;
