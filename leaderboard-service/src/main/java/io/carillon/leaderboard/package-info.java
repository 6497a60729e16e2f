/// The leaderboard service: settings that several of its packages read.
@NullMarked
package io.carillon.leaderboard;

import org.jspecify.annotations.NullMarked;
