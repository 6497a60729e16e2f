package io.carillon.gateway.limit;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/// The Kafka clients of the usage topic. The writer never blocks: what it does not take at once is
/// said again later.
///
/// @param restoring reads the topic from its beginning, once
/// @param tail reads what is written from now on
public record UsageClients(
    Supplier<Consumer<byte[], byte[]>> restoring,
    Consumer<byte[], byte[]> tail,
    Producer<byte[], byte[]> writer) {}
