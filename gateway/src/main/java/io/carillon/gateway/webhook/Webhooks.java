package io.carillon.gateway.webhook;

import io.carillon.apps.AppRegistry;
import io.carillon.events.Topics;
import io.carillon.gateway.cache.EmptyPeriods;
import io.carillon.gateway.membership.AppRules;
import io.carillon.gateway.membership.MembershipConfig;
import io.carillon.gateway.membership.PartitionFold;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/// This gateway's part in telling apps what happens: derives and sends for the partitions that it
/// owns. Thread-safe.
public final class Webhooks {
  private final Deriver deriver;
  private final Endpoints endpoints;
  private final DeliveryReader reader;
  private final DeadLetterShelf shelf;
  private final WebhookDeadLetters letters;
  private final WebhookClient client;
  private final HostResolver.OfThisMachine resolver;

  /// What deliveries are derived from, besides the topics.
  ///
  /// @param cacheTtl how long the last event of a cached channel counts
  /// @param development allows receivers on loopback
  public record Sources(
      AppRegistry apps,
      AppRules rules,
      MembershipConfig memberships,
      Duration cacheTtl,
      boolean development) {}

  private Webhooks(
      WebhookConfig config,
      WebhookClients clients,
      Topics topics,
      int partitions,
      Sources sources,
      InstantSource clock,
      Vertx vertx) {
    var targets = new Targets(sources.apps());
    var policy =
        AddressPolicy.of(config.allowedNetworks().orElse(List.of()), sources.development());
    Producer<byte[], byte[]> writer = clients.writer();
    this.resolver = new HostResolver.OfThisMachine();
    this.client = new WebhookClient(vertx, resolver, policy, config.answerWithin());
    this.shelf = new DeadLetterShelf(writer, topics.webhooksDeadLetters());
    this.letters = new WebhookDeadLetters(clients.letters(), writer, topics);
    this.endpoints = new Endpoints(config, targets, client, shelf, clock);
    this.reader =
        new DeliveryReader(
            clients.delivering().get(), topics.webhooks(), targets, endpoints, shelf, clock);
    this.deriver =
        new Deriver(
            clients,
            topics,
            partitions,
            targets,
            clock,
            start ->
                new Owned(
                    new Occupancy(
                        listener ->
                            new PartitionFold(sources.memberships(), sources.rules(), listener),
                        config.grace()),
                    new LogEvents(partitions, new EmptyPeriods(sources.cacheTtl())),
                    start));
  }

  /// Not started.
  ///
  /// @param clock goes on steadily; in ms near the broker's
  public static Webhooks of(
      WebhookConfig config,
      WebhookClients clients,
      Topics topics,
      int partitions,
      Sources sources,
      InstantSource clock,
      Vertx vertx) {
    return new Webhooks(config, clients, topics, partitions, sources, clock, vertx);
  }

  public void start() {
    deriver.start();
    reader.start();
  }

  /// What was given up, to look at and to send again.
  public WebhookDeadLetters deadLetters() {
    return letters;
  }

  /// Partition numbers whose memberships and log this gateway folds.
  public int derivedPartitions() {
    return deriver.owned();
  }

  /// Partitions whose deliveries this gateway sends.
  public int sentPartitions() {
    return reader.owned();
  }

  /// Deliveries that were written.
  public long derived() {
    return deriver.derived();
  }

  /// How often deriving began anew from the last commit; 1 is the first time.
  public long beginnings() {
    return deriver.beginnings();
  }

  /// Deliveries that wait or are under way on this gateway.
  public int queued() {
    return endpoints.queued();
  }

  /// Memory that they take.
  public long queuedBytes() {
    return endpoints.bytes();
  }

  /// Endpoints for which something waits.
  public int busyEndpoints() {
    return endpoints.count();
  }

  /// Requests that were answered with 2xx.
  public long sent() {
    return endpoints.sent();
  }

  /// Requests that were not.
  public long failed() {
    return endpoints.failed();
  }

  /// Requests that are made once more.
  public long retried() {
    return endpoints.retried();
  }

  /// Deliveries that went to the dead letters.
  public long givenUp() {
    return shelf.total();
  }

  /// Dead letters that wait for Kafka to take them.
  public int lettersWaiting() {
    return shelf.waiting();
  }

  /// Lets others take over and stops.
  public void stop() throws InterruptedException {
    deriver.stop();
    reader.stop();
    endpoints.stop();
    shelf.stop();
    client.close();
    resolver.close();
  }
}
