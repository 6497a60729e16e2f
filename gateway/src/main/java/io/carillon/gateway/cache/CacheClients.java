package io.carillon.gateway.cache;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/// The Kafka clients of the cache; it closes them.
///
/// @param restoring reads the topic of copies when the gateway starts
/// @param loading reads single events from the log
/// @param group takes part in the group that says who copies what
/// @param writer writes copies
public record CacheClients(
    Supplier<Consumer<byte[], byte[]>> restoring,
    Consumer<byte[], byte[]> loading,
    Consumer<byte[], byte[]> group,
    Producer<byte[], byte[]> writer) {}
