package io.carillon.local.testing;

import io.carillon.local.part.KafkaCluster;
import io.carillon.local.part.KafkaCluster.NodePorts;
import io.carillon.local.part.KafkaNode;
import io.carillon.local.part.Workspace;
import io.carillon.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A real Kafka cluster for a test: one broker, or three.
public final class LocalKafka implements AutoCloseable {
  private final Path directory;
  private final KafkaCluster cluster;
  private final List<TestPart> nodes;

  private LocalKafka(Path directory, List<NodePorts> ports) {
    this.directory = directory;
    try {
      this.cluster = KafkaCluster.in(directory, ports);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot prepare Kafka in " + directory, broken);
    }
    this.nodes =
        cluster.nodes(directory, directory, KafkaNode.JAVA_OPTIONS, Workspace.find()).stream()
            .map(node -> TestPart.killable(node, directory))
            .toList();
  }

  /// Starts one broker and waits until it answers.
  public static LocalKafka start() {
    return start(1);
  }

  /// Starts one broker or three, at once, and waits until all answer.
  public static LocalKafka start(int brokers) {
    var ports =
        Stream.generate(() -> new NodePorts(Ports.free(), Ports.free())).limit(brokers).toList();
    var kafka = new LocalKafka(TestDirectory.create("kafka"), ports);
    kafka.nodes.stream().map(TestPart::launch).toList().forEach(TestPart::awaitReady);
    return kafka;
  }

  static LocalKafka shared() {
    return SharedParts.one("kafka", LocalKafka::start, LocalKafka::description, LocalKafka::known);
  }

  private String description() {
    var ports = cluster.ports().getFirst();
    return ports.broker() + " " + ports.controller() + " " + directory;
  }

  private static LocalKafka known(String description) {
    var parts = description.split(" ", 3);
    var ports = new NodePorts(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    return new LocalKafka(Path.of(parts[2]), List.of(ports));
  }

  /// What clients set as `bootstrap.servers`.
  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  /// How many brokers the cluster has, dead ones too.
  public int brokers() {
    return nodes.size();
  }

  /// Ends the first broker at once, as a crash would.
  public void kill9() {
    kill9(1);
  }

  /// Ends the broker with that number (from 1) at once.
  public void kill9(int broker) {
    nodes.get(broker - 1).kill9();
  }

  /// Starts the first broker again, on the same port and data, and waits until it answers.
  public void restart() {
    restart(1);
  }

  /// Starts the broker with that number (from 1) again.
  public void restart(int broker) {
    nodes.get(broker - 1).restart();
  }

  /// The process id of the broker with that number (from 1).
  public long pid(int broker) {
    return nodes.get(broker - 1).pid();
  }

  @Override
  public void close() {
    nodes.forEach(TestPart::stop);
    TestDirectory.delete(directory);
  }
}
