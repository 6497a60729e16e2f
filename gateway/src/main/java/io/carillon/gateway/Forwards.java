package io.carillon.gateway;

import io.carillon.apps.AppRegistry;
import io.carillon.gateway.forward.FirstStart;
import io.carillon.gateway.forward.ForwardClients;
import io.carillon.gateway.forward.Forwarder;
import io.carillon.gateway.forward.Work;
import io.carillon.gateway.mend.LogMender;
import io.carillon.gateway.route.Route;
import io.carillon.gateway.route.RoutesConfig;
import io.carillon.gateway.route.RoutesFile;
import io.carillon.gateway.route.TopicRouter;
import io.carillon.gateway.stream.PartitionReader;
import io.carillon.gateway.stream.TopicsConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.Consumer;

/// What the gateways of an installation share among them by consumer groups: routes, and the log's
/// own upkeep. They begin when the apps are known and the log has been read, so its topics are
/// there as they have to be.
@Singleton
class Forwards {
  private static final int MEND_RECORDS_MAX = 1_000;

  private final KafkaClients kafka;
  private final String letters;
  private final AppRegistry apps;
  private final PartitionReader log;
  private final MeterRegistry registry;
  private final List<Forwarder> forwarders = new ArrayList<>();

  Forwards(
      @Identifier("default-kafka-broker") Map<String, Object> kafkaSettings,
      TopicsConfig topics,
      RoutesConfig routes,
      AppRegistry apps,
      PartitionReader log,
      MeterRegistry registry) {
    this.kafka = new KafkaClients(kafkaSettings);
    this.letters = topics.names().channelEventsDeadLetters();
    this.apps = apps;
    this.log = log;
    this.registry = registry;
    // First, because a wrong file ends the start.
    routes
        .file()
        .ifPresent(file -> addRoutes(RoutesFile.read(file, topics.names()), topics, routes));
    addMender(topics);
  }

  private void addRoutes(List<Route> routes, TopicsConfig topics, RoutesConfig config) {
    var router = new TopicRouter(routes, topics.names().channelEvents(), letters, apps::byId);
    Forwarder forwarder =
        add(
            "routes",
            router.topics(),
            router,
            kafka.member(
                "carillon-gateway-routes",
                config.batchRecordsMax(),
                config.group().orElse(topics.prefix() + "routes")),
            config.firstStart());
    for (Route route : routes) {
      String name = route.name();
      count("carillon.route.routed", name, router, each -> each.routed(name), "Events of a route");
      count(
          "carillon.route.dead",
          name,
          router,
          each -> each.dead(name),
          "Records that a route could not map: they are among the dead letters");
      Gauge.builder("carillon.route.lag", forwarder, each -> each.lag(route.topic()))
          .description("Records that wait for a route, of the partitions that this gateway reads")
          .tag("route", name)
          .register(registry);
    }
  }

  private void addMender(TopicsConfig topics) {
    String topic = topics.names().channelEvents();
    var mender =
        new LogMender(
            letters, topics.partitions(), id -> apps.byId(id).isPresent(), new SteadyTime());
    // A stray that came before the first gateway did is moved as well.
    var reader = kafka.patientMember("carillon-gateway-mend", MEND_RECORDS_MAX, topic + ".mend");
    add("mend", Set.of(topic), mender, reader, FirstStart.EARLIEST);
    FunctionCounter.builder("carillon.log.mended", mender, LogMender::moved)
        .description("Records that this gateway brought home from a foreign partition")
        .register(registry);
    FunctionCounter.builder("carillon.log.dead", mender, LogMender::broken)
        .description("Broken records of the log that this gateway put among the dead letters")
        .register(registry);
  }

  private Forwarder add(
      String name,
      Set<String> topics,
      Work work,
      Consumer<byte[], byte[]> reader,
      FirstStart start) {
    var clients =
        new ForwardClients(
            kafka.common(), reader, () -> kafka.steadfastWriter("carillon-gateway-" + name));
    var forwarder = new Forwarder(name, topics, letters, work, clients, start);
    forwarders.add(forwarder);
    FunctionCounter.builder("carillon.forward.refused", forwarder, Forwarder::refused)
        .description("Records that Kafka refused for good: they are among the dead letters")
        .tag("what", name)
        .register(registry);
    Gauge.builder(
            "carillon.forward.lag", forwarder, each -> topics.stream().mapToLong(each::lag).sum())
        .description("Records that wait, of the partitions that this gateway reads")
        .tag("what", name)
        .register(registry);
    return forwarder;
  }

  private <T> void count(
      String name, String route, T part, ToDoubleFunction<T> value, String description) {
    FunctionCounter.builder(name, part, value)
        .description(description)
        .tag("route", route)
        .register(registry);
  }

  void onStart(@Observes StartupEvent event) {
    forwarders.forEach(each -> each.start(() -> apps.ready() && log.ready()));
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    for (Forwarder each : forwarders) {
      each.stop();
    }
  }
}
