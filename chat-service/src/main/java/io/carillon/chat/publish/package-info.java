/// The way to Kafka: what a stored message becomes in the outbox, and typing, which nobody stores.
///
/// Encodes an event once; sends nothing around the log. Runs on the event loops and never blocks
/// them: the relay and the producer have threads of their own.
@NullMarked
package io.carillon.chat.publish;

import org.jspecify.annotations.NullMarked;
