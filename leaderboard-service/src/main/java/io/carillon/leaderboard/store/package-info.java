/// Board definitions in PostgreSQL, for reading and listing. The rules that a board goes by stand
/// in the log.
@NullMarked
package io.carillon.leaderboard.store;

import org.jspecify.annotations.NullMarked;
