/// The service as it runs, with a real broker, database and issuer.
@NullMarked
package io.carillon.leaderboard;

import org.jspecify.annotations.NullMarked;
