package io.carillon.gateway.route;

import io.carillon.apps.App;
import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.Source;
import io.carillon.protocol.ChannelName;
import io.carillon.protocol.EventName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the records of one topic become events.
///
/// @param name it is part of the events' source, so a second copy is told as long as it stays
/// @param data null for the value as it is
public record Route(
    String name,
    String topic,
    RouteTemplate app,
    List<RouteTemplate> channels,
    RouteTemplate event,
    @Nullable RouteTemplate data) {
  static final int CHANNELS_MAX = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final Pattern APP = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public Route {
    channels = List.copyOf(channels);
    require(NAME.matcher(name).matches(), "name", "has 1 to 64 of A-Z a-z 0-9 . _ -");
    require(TOPIC.matcher(topic).matches(), "topic", "has 1 to 249 of A-Z a-z 0-9 . _ -");
    require(
        app.constant().map(id -> APP.matcher(id).matches()).orElse(true),
        "app",
        "is an app id, 1 to 64 of A-Z a-z 0-9 _ -");
    require(
        !channels.isEmpty() && channels.size() <= CHANNELS_MAX,
        "channels",
        "names 1 to " + CHANNELS_MAX + " channels");
    channels.forEach(each ->
        each.constant().ifPresent(constant -> legal("channel", constant, ChannelName::new)));
    event.constant().ifPresent(constant -> legal("event", constant, EventName::new));
    require(
        data == null || data.one(),
        "data",
        "is one place like {value.payload}, or a text without places; leave it out for the value as"
            + " it is");
  }

  private static void require(boolean legal, String field, String rule) {
    if (!legal) {
      throw new IllegalArgumentException("field \"%s\" %s".formatted(field, rule));
    }
  }

  private static void legal(String field, String text, Function<String, ?> type) {
    try {
      var _ = type.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field \"%s\": %s".formatted(field, e.getMessage()), e);
    }
  }

  /// The fields of the value that its templates ask for.
  Stream<FieldPath> fields() {
    return Stream.of(Stream.of(app, event), channels.stream(), Stream.ofNullable(data))
        .flatMap(each -> each)
        .flatMap(each -> each.fields().stream());
  }

  /// The events of one record: one for each channel, or none of them.
  ///
  /// @param place of the record in its source
  /// @throws BrokenRecord saying why it cannot be mapped
  List<ChannelEvent> events(SourceRecord record, Source place, Function<String, Optional<App>> apps)
      throws BrokenRecord {
    App target = target(app.fill(record), apps);
    String named = named(event.fill(record), Reason.EVENT, EventName::new).value();
    byte[] bytes = data == null ? record.value() : data.data(record);
    if (bytes.length > target.limits().eventBytes()) {
      throw new BrokenRecord(
          Reason.DATA,
          "the data has %d bytes and the app %s allows %d: send less, or raise its limit eventBytes"
              .formatted(bytes.length, target.id(), target.limits().eventBytes()));
    }
    // A channel that two templates name gets one event, so that the place names it.
    Set<String> names = new LinkedHashSet<>();
    for (RouteTemplate each : channels) {
      names.add(named(each.fill(record), Reason.CHANNEL, ChannelName::new).value());
    }
    var events = new ArrayList<ChannelEvent>(names.size());
    for (String channel : names) {
      events.add(ChannelEvent.of(new ChannelKey(target.id(), channel), named, bytes).from(place));
    }
    return events;
  }

  private static App target(String id, Function<String, Optional<App>> apps) throws BrokenRecord {
    Optional<App> app = apps.apply(id);
    if (app.isEmpty()) {
      throw new BrokenRecord(Reason.APP, "there is no app " + id);
    }
    return app.get();
  }

  private static <T> T named(String text, Reason reason, Function<String, T> type)
      throws BrokenRecord {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(reason, String.valueOf(e.getMessage()));
    }
  }
}
