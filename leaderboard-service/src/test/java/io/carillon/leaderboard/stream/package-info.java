/// The engine in Kafka's own test driver: no broker, a clock moved by hand.
@NullMarked
package io.carillon.leaderboard.stream;

import org.jspecify.annotations.NullMarked;
