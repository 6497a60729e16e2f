/// Tests of who may do what.
@NullMarked
package io.carillon.leaderboard.identity;

import org.jspecify.annotations.NullMarked;
