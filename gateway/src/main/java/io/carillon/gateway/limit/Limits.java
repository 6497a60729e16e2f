package io.carillon.gateway.limit;

import io.carillon.apps.AppRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/// All that decides about limits on this gateway. Thread-safe.
public final class Limits {
  private final Traffic traffic;
  private final MessageQuota messages;
  private final ApiCalls calls;
  private final AddressLimits addresses;
  private final ClientAddresses clients;
  private final LimitAlerts alerts;
  private final UsageTopic usage;

  private Limits(
      Traffic traffic,
      LimitConfig config,
      InstantSource clock,
      LimitAlerts alerts,
      UsageTopic usage) {
    this.traffic = traffic;
    this.messages = new MessageQuota(traffic, alerts, clock);
    this.calls = new ApiCalls(traffic, alerts, clock);
    this.addresses = new AddressLimits(config, clock);
    this.clients = new ClientAddresses(config.trustedProxies().orElse(List.of()));
    this.alerts = alerts;
    this.usage = usage;
  }

  /// The limits of one gateway.
  ///
  /// @param topic of what apps use
  public static Limits of(
      AppRegistry apps,
      LimitConfig config,
      InstantSource clock,
      UsageClients kafka,
      String topic,
      MeterRegistry registry) {
    var meters = new LimitMeters(registry);
    var traffic =
        Traffic.of(
            app -> apps.byId(app).isPresent(), clock, new UsageRestore(kafka.restoring(), topic));
    var alerts = new LimitAlerts(config.tellEvery(), clock, meters);
    var usage = new UsageTopic(traffic, alerts, kafka, topic, config.usageInterval(), clock);
    var limits = new Limits(traffic, config, clock, alerts, usage);
    meters.watch(limits.addresses, traffic);
    return limits;
  }

  /// What is read on the log.
  public Traffic traffic() {
    return traffic;
  }

  /// Whether an app may publish.
  public MessageQuota messages() {
    return messages;
  }

  /// Whether an app may call the HTTP API.
  public ApiCalls calls() {
    return calls;
  }

  /// Whether an address may come.
  public AddressLimits addresses() {
    return addresses;
  }

  /// Whose a request is.
  public ClientAddresses clients() {
    return clients;
  }

  /// Where it is told that an app comes to a limit.
  public LimitAlerts alerts() {
    return alerts;
  }

  /// What outlives this gateway.
  public UsageTopic usage() {
    return usage;
  }
}
