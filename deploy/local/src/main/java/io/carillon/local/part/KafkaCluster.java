package io.carillon.local.part;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The brokers that form one cluster: one, or three.
///
/// @param id the cluster's id, the same for the life of its data
public record KafkaCluster(String id, List<NodePorts> ports) {

  /// Where one node listens: for clients, and for the other nodes' controllers.
  public record NodePorts(int broker, int controller) {}

  public KafkaCluster {
    ports = List.copyOf(ports);
    if (ports.size() != 1 && ports.size() != 3) {
      throw new IllegalArgumentException(
          "a cluster has 1 broker or 3, not " + ports.size() + ": two survive no loss at all");
    }
  }

  /// The cluster whose data lies in the directory; a new one gets a new id.
  public static KafkaCluster in(Path directory, List<NodePorts> ports) throws IOException {
    Files.createDirectories(directory);
    var file = directory.resolve("cluster-id");
    if (!Files.exists(file)) {
      Files.writeString(file, newId());
    }
    return new KafkaCluster(Files.readString(file).strip(), ports);
  }

  /// The nodes, with their data below the directory and their logs as `kafka.log`, `kafka-2.log` …
  public List<KafkaNode> nodes(
      Path directory, Path logs, List<String> javaOptions, Workspace workspace) {
    return IntStream.rangeClosed(1, ports.size())
        .mapToObj(number ->
            new KafkaNode(
                this,
                number,
                directory.resolve("node-" + number),
                logs.resolve((number == 1 ? "kafka" : "kafka-" + number) + ".log"),
                javaOptions,
                workspace))
        .toList();
  }

  /// What clients set as `bootstrap.servers`.
  public String bootstrapServers() {
    return ports.stream()
        .map(node -> "127.0.0.1:" + node.broker())
        .collect(Collectors.joining(","));
  }

  private static String newId() {
    var random = UUID.randomUUID();
    var bytes =
        ByteBuffer.allocate(16)
            // Without its first bit: an id that begins with - would be read as an option.
            .putLong(random.getMostSignificantBits() & Long.MAX_VALUE)
            .putLong(random.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
