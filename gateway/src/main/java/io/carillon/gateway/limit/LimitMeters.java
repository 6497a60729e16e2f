package io.carillon.gateway.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Limits as metrics: for each app and limit how often it was near and reached, and what was
/// refused. As many counters as there are apps with limits. Thread-safe.
final class LimitMeters implements LimitAlerts.Sink {
  private record Counted(String app, Limit limit, String what) {}

  private final MeterRegistry registry;
  private final Map<Counted, LongAdder> counters = new ConcurrentHashMap<>();

  LimitMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(AddressLimits addresses, Traffic traffic) {
    FunctionCounter.builder(
            "carillon.limits.addresses.sockets.refused",
            addresses,
            AddressLimits::refusedConnections)
        .description("New sockets above the rate of their address")
        .register(registry);
    FunctionCounter.builder(
            "carillon.limits.addresses.callers.refused", addresses, AddressLimits::refusedCallers)
        .description("Requests and sockets refused for wrong signatures of their address")
        .register(registry);
    Gauge.builder("carillon.limits.addresses", addresses, AddressLimits::size)
        .description("Addresses that are remembered")
        .register(registry);
    Gauge.builder("carillon.limits.apps", traffic, Traffic::size)
        .description("Apps whose publications are counted")
        .register(registry);
  }

  @Override
  public void reached(String app, Limit limit, int percent) {
    count(new Counted(app, limit, Integer.toString(percent)));
  }

  @Override
  public void refused(String app, Limit limit) {
    count(new Counted(app, limit, "refused"));
  }

  private void count(Counted counted) {
    counters.computeIfAbsent(counted, this::counter).increment();
  }

  private LongAdder counter(Counted counted) {
    var adder = new LongAdder();
    boolean refused = counted.what.equals("refused");
    FunctionCounter.builder(
            refused ? "carillon.limits.refused" : "carillon.limits.reached", adder, LongAdder::sum)
        .description(
            refused
                ? "What was refused because of an app's limit"
                : "Periods in which an app came to so many percent of a limit")
        .tags("app", counted.app, "limit", counted.limit.setting())
        .tags(refused ? new String[0] : new String[] {"percent", counted.what})
        .register(registry);
    return adder;
  }
}
