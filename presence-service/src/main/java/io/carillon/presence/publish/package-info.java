/// What leaves the service towards Kafka: counts on the log, events for other services, and actions
/// on their way to the task that counts.
@NullMarked
package io.carillon.presence.publish;

import org.jspecify.annotations.NullMarked;
