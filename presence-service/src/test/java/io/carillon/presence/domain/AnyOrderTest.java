package io.carillon.presence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.ViewerCommand.GatewayGone;
import io.carillon.presence.domain.ViewerCommand.Join;
import io.carillon.presence.domain.ViewerCommand.Leave;
import io.carillon.presence.domain.ViewerCommand.SocketJoined;
import io.carillon.presence.domain.ViewerCommand.SocketLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever comes in whatever order, the shard counts what a naive model counts, and so does a
/// second shard that saw nothing but the events.
class AnyOrderTest {
  private static final ViewerRules RULES =
      new ViewerRules(Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ofSeconds(1));
  private static final List<ChannelKey> ITEMS =
      List.of(
          new ChannelKey("app-id", "presence-product-1"),
          new ChannelKey("app-id", "presence-product-2"));

  /// One step: a command, or time that passes.
  sealed interface Step {
    record Say(ViewerCommand command) implements Step {}

    record Wait(int seconds) implements Step {}
  }

  @Property(tries = 500)
  @Label("R97 R99 R105 any order of joins, leaves, expiries and deaths ends in the right set")
  void anyOrderEndsInTheRightSet(@ForAll("steps") List<Step> steps) {
    // Given
    var shard = new ViewerShard(RULES);
    var replica = new ViewerShard(RULES);
    var model = new Model();
    var log = new ArrayList<ViewerEvent>();
    var now = Instant.parse("2026-11-21T10:00:00Z");

    // When
    for (var step : steps) {
      if (step instanceof Step.Say(var command)) {
        model.take(command, now);
        log.addAll(applied(shard, shard.decide(command, now)));
      } else if (step instanceof Step.Wait(var seconds)) {
        now = now.plusSeconds(seconds);
      }
      // Everything ends on whole seconds, as the slots of the calendars do.
      model.passTo(now);
      for (var due = shard.expire(now); !due.isEmpty(); due = shard.expire(now)) {
        log.addAll(applied(shard, due));
      }
      log.addAll(applied(shard, shard.tell(now)));
    }
    log.forEach(replica::apply);

    // Then
    for (var item : ITEMS) {
      assertThat(shard.countOf(item)).isEqualTo(model.countOf(item));
      assertThat(replica.countOf(item)).isEqualTo(model.countOf(item));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var items = Arbitraries.of(ITEMS);
    var sessions = Arbitraries.of("ana", "bo", "cy").map(SessionId::of);
    var gateways = Arbitraries.of("gateway-1", "gateway-2", "gateway-3");
    Arbitrary<Step> joins = Combinators.combine(items, sessions).as(Join::new).map(Step.Say::new);
    Arbitrary<Step> leaves = Combinators.combine(items, sessions).as(Leave::new).map(Step.Say::new);
    Arbitrary<Step> opened =
        Combinators.combine(items, sessions, gateways).as(SocketJoined::new).map(Step.Say::new);
    Arbitrary<Step> closed =
        Combinators.combine(items, sessions, gateways).as(SocketLeft::new).map(Step.Say::new);
    Arbitrary<Step> deaths = gateways.map(GatewayGone::new).map(Step.Say::new);
    Arbitrary<Step> waits = Arbitraries.integers().between(0, 70).map(Step.Wait::new);
    return Arbitraries.oneOf(joins, leaves, opened, closed, deaths, waits)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static List<ViewerEvent> applied(ViewerShard shard, List<ViewerEvent> events) {
    events.forEach(shard::apply);
    return events;
  }

  /// Sets of holds, written down without regard to cost.
  private static final class Model {
    private final Map<ChannelKey, Map<SessionId, Instant>> http = new HashMap<>();
    private final Map<ChannelKey, Map<SessionId, Set<String>>> sockets = new HashMap<>();
    private final Map<String, Instant> dead = new HashMap<>();

    void take(ViewerCommand command, Instant now) {
      switch (command) {
        case Join(var item, var session) -> http(item).put(session, now.plus(RULES.expireAfter()));
        case Leave(var item, var session) -> http(item).remove(session);
        case SocketJoined(var item, var session, var gateway) -> {
          if (!dead.containsKey(gateway)) {
            sockets(item).computeIfAbsent(session, _ -> new HashSet<>()).add(gateway);
          }
        }
        case SocketLeft(var item, var session, var gateway) -> {
          if (!dead.containsKey(gateway)) {
            sockets(item).getOrDefault(session, new HashSet<>()).remove(gateway);
          }
        }
        case GatewayGone(var gateway) -> dead.putIfAbsent(gateway, now.plus(RULES.gatewayGrace()));
      }
    }

    void passTo(Instant now) {
      http.values().forEach(each -> each.values().removeIf(until -> !until.isAfter(now)));
      var ended = dead.entrySet().stream().filter(one -> !one.getValue().isAfter(now)).toList();
      for (var each : sockets.values()) {
        each.values().forEach(held -> ended.forEach(gateway -> held.remove(gateway.getKey())));
      }
    }

    int countOf(ChannelKey item) {
      var viewers = new HashSet<>(http(item).keySet());
      sockets(item)
          .forEach((session, held) -> {
            if (!held.isEmpty()) {
              viewers.add(session);
            }
          });
      return viewers.size();
    }

    private Map<SessionId, Instant> http(ChannelKey item) {
      return http.computeIfAbsent(item, _ -> new HashMap<>());
    }

    private Map<SessionId, Set<String>> sockets(ChannelKey item) {
      return sockets.computeIfAbsent(item, _ -> new HashMap<>());
    }
  }
}
