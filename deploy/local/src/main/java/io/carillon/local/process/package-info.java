/// Programs of the local stack as processes of the machine: started with a log of their own, known
/// by process id *and* start time (so that a recycled id is never mistaken for ours), ended
/// politely or at once. Knows nothing of Kafka, PostgreSQL or Carillon's parts. Any thread may
/// call.
@NullMarked
package io.carillon.local.process;

import org.jspecify.annotations.NullMarked;
