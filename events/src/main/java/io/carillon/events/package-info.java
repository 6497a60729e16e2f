/// The contract on Kafka: topic names and settings, the record format of the log, memberships,
/// control records, dead letters, and the CloudEvents of the three domains.
///
/// What is encoded here decodes to an equal value; a record that breaks the format gives a {@link
/// io.carillon.events.BrokenRecord} with the reason and never another exception. The value of a log
/// record is carried, never parsed. Everything is immutable and may be used from any thread; only
/// {@link io.carillon.events.TopicSetup} waits for the broker.
@NullMarked
package io.carillon.events;

import org.jspecify.annotations.NullMarked;
