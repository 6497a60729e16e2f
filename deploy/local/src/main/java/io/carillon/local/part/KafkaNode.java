package io.carillon.local.part;

import io.carillon.local.child.KafkaMain;
import io.carillon.local.process.Program;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One broker of a real Kafka cluster in KRaft mode, broker and controller in one process.
///
/// With three nodes records live on all three and writes need two of them, and a dead node is
/// noticed after three seconds instead of nine.
public final class KafkaNode implements Part {
  /// A small heap and a quick start; a broker of a developer's machine needs no more.
  public static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");

  private static final int ANSWER_MS = 2_000;

  private final KafkaCluster cluster;
  private final int number;
  private final Path directory;
  private final Path log;
  private final List<String> javaOptions;
  private final Workspace workspace;

  KafkaNode(
      KafkaCluster cluster,
      int number,
      Path directory,
      Path log,
      List<String> javaOptions,
      Workspace workspace) {
    this.cluster = cluster;
    this.number = number;
    this.directory = directory;
    this.log = log;
    this.javaOptions = List.copyOf(javaOptions);
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return number == 1 ? "kafka" : "kafka-" + number;
  }

  @Override
  public int port() {
    return cluster.ports().get(number - 1).broker();
  }

  @Override
  public Program prepare() throws IOException {
    Files.createDirectories(directory);
    var settings = directory.resolve("server.properties");
    Files.writeString(
        settings,
        settings().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
    var classPath = List.of(workspace.libraries("kafka").resolve("*"), JavaCommand.ownClasses());
    return Program.of(
        JavaCommand.of(javaOptions, classPath, KafkaMain.class, settings.toString(), cluster.id()),
        Map.of(),
        log);
  }

  /// Asks for the broker's API versions: it answers from when it takes requests.
  @Override
  public boolean ready() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), ANSWER_MS);
      socket.setSoTimeout(ANSWER_MS);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(10); // size of what follows
      out.writeShort(18); // ApiVersions
      out.writeShort(0); // version
      out.writeInt(number); // correlation id
      out.writeShort(-1); // no client id
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      return in.readInt() > 0 && in.readInt() == number;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Map<String, String> settings() {
    var ports = cluster.ports().get(number - 1);
    var settings = new LinkedHashMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(number));
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:"
            + ports.broker()
            + ",CONTROLLER://127.0.0.1:"
            + ports.controller());
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.broker());
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.quorum.voters", voters());
    settings.put("log.dirs", directory.resolve("data").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("offsets.topic.num.partitions", "5");
    settings.put("transaction.state.log.num.partitions", "5");
    settings.put("share.coordinator.state.topic.num.partitions", "5");
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    settings.putAll(replication());
    return settings;
  }

  private Map<String, String> replication() {
    var nodes = Integer.toString(cluster.ports().size());
    var inSync = cluster.ports().size() == 3 ? "2" : "1";
    var settings = new LinkedHashMap<String, String>();
    settings.put("default.replication.factor", nodes);
    settings.put("min.insync.replicas", inSync);
    settings.put("offsets.topic.replication.factor", nodes);
    settings.put("transaction.state.log.replication.factor", nodes);
    settings.put("transaction.state.log.min.isr", inSync);
    settings.put("share.coordinator.state.topic.replication.factor", nodes);
    settings.put("share.coordinator.state.topic.min.isr", inSync);
    if (cluster.ports().size() > 1) {
      settings.put("broker.session.timeout.ms", "3000");
      settings.put("broker.heartbeat.interval.ms", "500");
      settings.put("controller.quorum.fetch.timeout.ms", "1500");
    }
    return settings;
  }

  private String voters() {
    return IntStream.rangeClosed(1, cluster.ports().size())
        .mapToObj(node -> node + "@127.0.0.1:" + cluster.ports().get(node - 1).controller())
        .collect(Collectors.joining(","));
  }
}
