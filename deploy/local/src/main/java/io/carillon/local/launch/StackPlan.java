package io.carillon.local.launch;

import io.carillon.local.launch.PlannedPart.Layer;
import io.carillon.local.part.DevelopmentIssuer;
import io.carillon.local.part.KafkaCluster;
import io.carillon.local.part.KafkaCluster.NodePorts;
import io.carillon.local.part.KafkaNode;
import io.carillon.local.part.Part;
import io.carillon.local.part.PostgresServer;
import io.carillon.local.part.QuarkusPart;
import io.carillon.local.part.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which parts run, with which settings: decided whole before anything starts.
final class StackPlan {
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xms24m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  // Three services start at once: the quick compiler alone halves the time that takes. For figures
  // under load
  // set CARILLON_CHAT_JAVA_OPTS=-XX:TieredStopAtLevel=4 and the like.
  private static final List<String> SERVICE_JAVA_OPTIONS =
      with(JAVA_OPTIONS, "-Xmx256m", "-XX:TieredStopAtLevel=1");

  // A gateway holds its connections (8 KB each) and the replay buffer.
  private static final List<String> GATEWAY_JAVA_OPTIONS = with(JAVA_OPTIONS, "-Xmx768m");

  private final StackOptions options;
  private final Home home;
  private final Workspace workspace;
  private final List<PlannedPart> parts = new ArrayList<>();

  private StackPlan(StackOptions options, Home home, Workspace workspace) {
    this.options = options;
    this.home = home;
    this.workspace = workspace;
  }

  /// The parts in the order in which people see them.
  static List<PlannedPart> of(StackOptions options, Home home, Workspace workspace)
      throws IOException {
    return new StackPlan(options, home, workspace).plan();
  }

  private List<PlannedPart> plan() throws IOException {
    var database =
        new PostgresServer(home.postgresql(), options.port("postgresql"), home.log("postgresql"));
    var issuer =
        new DevelopmentIssuer(
            options.port("oidc"),
            home.oidc(),
            home.log("oidc"),
            options.javaOptions("oidc", DevelopmentIssuer.JAVA_OPTIONS),
            workspace);
    var cluster = KafkaCluster.in(home.kafka(options.brokers()), kafkaPorts());
    if (options.wants("postgresql")) {
      add("postgresql", database, Layer.DATABASE, Set.of());
    }
    if (options.wants("kafka")) {
      addBrokers(cluster);
    }
    if (options.wants("oidc")) {
      add("oidc", issuer, Layer.FOUNDATION, Set.of());
    }
    addApplications(new PartSettings(options, home, cluster, database, issuer));
    return List.copyOf(parts);
  }

  private void addBrokers(KafkaCluster cluster) {
    var nodes =
        cluster.nodes(
            home.kafka(options.brokers()),
            home.logs(),
            options.javaOptions("kafka", KafkaNode.JAVA_OPTIONS),
            workspace);
    for (var node : nodes) {
      add("kafka", node, Layer.FOUNDATION, Set.of(), node.port() + 1);
    }
  }

  private void addApplications(PartSettings settings) throws IOException {
    var foundation = parts.stream().map(PlannedPart::name).collect(Collectors.toSet());
    var needsNoDatabase =
        foundation.stream().filter(name -> !name.equals("postgresql")).collect(Collectors.toSet());
    if (options.wants("gateway")) {
      for (var number = 1; number <= options.gateways(); number++) {
        addApplication("gateway", number, "gateway", settings, needsNoDatabase);
      }
    }
    for (var service : List.of("chat", "presence", "leaderboard")) {
      if (options.wants(service)) {
        addApplication(service, 1, service + "-service", settings, foundation);
      }
    }
  }

  private void addApplication(
      String kind, int number, String module, PartSettings settings, Set<String> after)
      throws IOException {
    var name = number == 1 ? kind : kind + "-" + number;
    var port = options.port(kind, number);
    var defaults = kind.equals("gateway") ? GATEWAY_JAVA_OPTIONS : SERVICE_JAVA_OPTIONS;
    var part =
        new QuarkusPart(
            name,
            port,
            workspace.application(module),
            options.javaOptions(kind, defaults),
            settings.of(kind, port),
            home.log(name));
    add(kind, part, Layer.APPLICATION, after);
  }

  private List<NodePorts> kafkaPorts() {
    return IntStream.rangeClosed(1, options.brokers())
        .map(number -> options.port("kafka", number))
        .mapToObj(port -> new NodePorts(port, port + 1))
        .toList();
  }

  private void add(String kind, Part part, Layer layer, Set<String> after, Integer... morePorts) {
    parts.add(
        new PlannedPart(part, layer, after, StackOptions.portVariable(kind), List.of(morePorts)));
  }

  private static List<String> with(List<String> options, String... more) {
    var all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
