/// The parts of the local stack: a real Kafka broker, a real PostgreSQL, the development issuer and
/// the Quarkus applications. Each writes what its program needs, says how to start it, and knows
/// when it answers. Nothing is simulated in this process.
@NullMarked
package io.carillon.local.part;

import org.jspecify.annotations.NullMarked;
