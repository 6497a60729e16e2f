/// What outlives the topics: when each user was last seen, in PostgreSQL.
///
/// Nothing that is counted waits for the database, and no count is lost with it.
@NullMarked
package io.carillon.presence.store;

import org.jspecify.annotations.NullMarked;
