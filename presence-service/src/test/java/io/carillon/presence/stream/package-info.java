/// The processing on Kafka Streams' own test driver: no broker, a clock moved by hand.
@NullMarked
package io.carillon.presence.stream;

import org.jspecify.annotations.NullMarked;
