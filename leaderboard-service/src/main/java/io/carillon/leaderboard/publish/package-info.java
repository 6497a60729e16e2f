/// What leaves this service for everyone: ranking updates on the boards' channels in the log.
@NullMarked
package io.carillon.leaderboard.publish;

import org.jspecify.annotations.NullMarked;
