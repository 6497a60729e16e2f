package io.carillon.gateway.route;

import io.carillon.apps.App;
import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.DeadLetterCodec;
import io.carillon.events.Source;
import io.carillon.gateway.forward.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Writes the events that all routes make of a record.
///
/// An event's source is the record's topic (by its id), partition and route, its sequence the
/// record's offset: a route makes at most one event per channel of a record, so this counts them.
/// All say `again` ([decision 10](docs/decisions/0010-routed-records-always-say-again.md)). Used by
/// one forwarder's thread; the counters may be read by others.
public final class TopicRouter implements Work {
  private static final Counts NONE = new Counts(new LongAdder(), new LongAdder());

  private final String log;
  private final String letters;
  private final Function<String, Optional<App>> apps;
  private final Map<String, Lane> lanes;
  private final Map<String, Counts> counts = new HashMap<>();
  private final ChannelEventCodec codec = new ChannelEventCodec();
  private final DeadLetterCodec deadLetters = new DeadLetterCodec();

  /// What happened on one route.
  private record Counts(LongAdder routed, LongAdder dead) {}

  /// The routes of one topic, and the fields that they want of its values.
  private record Lane(List<Route> routes, JsonFields fields) {
    static Lane of(List<Route> routes) {
      return new Lane(routes, new JsonFields(routes.stream().flatMap(Route::fields).toList()));
    }
  }

  /// @param log the topic of channel events
  /// @param letters the topic of dead letters
  public TopicRouter(
      List<Route> routes, String log, String letters, Function<String, Optional<App>> apps) {
    this.log = log;
    this.letters = letters;
    this.apps = apps;
    this.lanes =
        routes.stream()
            .collect(
                Collectors.groupingBy(
                    Route::topic, Collectors.collectingAndThen(Collectors.toList(), Lane::of)));
    routes.forEach(each -> counts.put(each.name(), new Counts(new LongAdder(), new LongAdder())));
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> outputs(
      ConsumerRecord<byte[], byte[]> record, String topicId) {
    Lane lane = lanes.get(record.topic());
    if (lane == null) {
      return List.of();
    }
    var outputs = new ArrayList<ProducerRecord<byte[], byte[]>>();
    var source = new SourceRecord(record, lane.fields);
    for (Route route : lane.routes) {
      try {
        add(outputs, route, record, source, topicId);
      } catch (BrokenRecord e) {
        count(route).dead.increment();
        var why = new BrokenRecord(e.reason(), "route " + route.name() + ": " + e.detail());
        outputs.add(deadLetters.encode(letters, record, why));
      }
    }
    return outputs;
  }

  private void add(
      List<ProducerRecord<byte[], byte[]>> outputs,
      Route route,
      ConsumerRecord<byte[], byte[]> record,
      SourceRecord source,
      String topicId)
      throws BrokenRecord {
    var name = "%s/%d/%s".formatted(topicId, record.partition(), route.name());
    Source place = Source.of(name, record.offset()).repeated();
    List<ChannelEvent> events = route.events(source, place, apps);
    for (ChannelEvent event : events) {
      outputs.add(codec.encode(log, event.traced(source.trace())));
    }
    count(route).routed.add(events.size());
  }

  private Counts count(Route route) {
    return counts.getOrDefault(route.name(), NONE);
  }

  public Set<String> topics() {
    return lanes.keySet();
  }

  /// Events that the route made.
  public long routed(String route) {
    return counts.getOrDefault(route, NONE).routed.sum();
  }

  /// Records that the route could not map.
  public long dead(String route) {
    return counts.getOrDefault(route, NONE).dead.sum();
  }
}
