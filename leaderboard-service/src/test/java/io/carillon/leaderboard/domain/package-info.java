/// Tests of the board against plain lists.
@NullMarked
package io.carillon.leaderboard.domain;

import org.jspecify.annotations.NullMarked;
