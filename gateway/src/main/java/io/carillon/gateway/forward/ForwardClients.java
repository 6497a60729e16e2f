package io.carillon.gateway.forward;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/// The Kafka clients of a forwarder; it closes them.
///
/// @param kafka how to reach the brokers, to ask for topic ids
/// @param group takes part in the group, and resets nothing by itself
/// @param writers make producers that never give up what they took
public record ForwardClients(
    Map<String, Object> kafka,
    Consumer<byte[], byte[]> group,
    Supplier<Producer<byte[], byte[]>> writers) {
  public ForwardClients {
    kafka = Map.copyOf(kafka);
  }

  /// Kafka's settings may hold a password, so none of them shows.
  @Override
  public String toString() {
    return "ForwardClients[]";
  }
}
