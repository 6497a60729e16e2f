/// A board, its index and its rules: plain Java, no clock, no I/O.
///
/// [Board] is the whole of it: `decide` reads and answers, `apply` is the only writer, and both the
/// live path and a restart go through `apply`, so a board rebuilt from its events has the same
/// ranks. Nothing here is thread-safe; `stream` says which thread may touch a board.
@NullMarked
package io.carillon.leaderboard.domain;

import org.jspecify.annotations.NullMarked;
