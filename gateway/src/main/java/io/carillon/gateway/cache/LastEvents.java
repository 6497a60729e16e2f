package io.carillon.gateway.cache;

import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The last event of each cached channel as far as the log was read, within a number of bytes.
///
/// Past the bound the oldest give up their data and keep their place on the log; when such places
/// alone take half of the bound, the oldest are forgotten before their time. Thread-safe: one short
/// lock, taken once for each event of a cached channel and for each subscription to one.
final class LastEvents {
  /// About what a place costs besides its names and data.
  static final int PLACE_BYTES = 250;

  /// @param number counts what came in, so that those after another can be told
  /// @param event null when its data was given up
  record Place(ChannelKey key, long number, long offset, long time, @Nullable CachedEvent event) {
    private long bytes() {
      long names = (long) PLACE_BYTES + key.app().length() + key.channel().length();
      return event == null ? names : names + event.event().length() + event.data().length;
    }
  }

  /// @param number of the last one; ask with it for those that come later
  record Latest(long number, List<Place> places) {}

  private final long ttlMillis;
  private final long bytesMax;
  private final InstantSource clock;

  // Both in the order of their numbers.
  private final LinkedHashMap<ChannelKey, Place> held = new LinkedHashMap<>();
  private final LinkedHashMap<ChannelKey, Place> onLog = new LinkedHashMap<>();
  private long number;
  private long bytes;
  private long bytesOnLog;
  private long forgotten;

  LastEvents(Duration ttl, long bytesMax, InstantSource clock) {
    this.ttlMillis = ttl.toMillis();
    this.bytesMax = bytesMax;
    this.clock = clock;
  }

  /// The log's reader read it: it stands after all that were read before.
  synchronized void put(CachedEvent event) {
    remove(event.key());
    add(event);
    expire();
  }

  /// A copy from before the log's reading; the one that stands last counts.
  synchronized void restore(CachedEvent copy) {
    Place known = place(copy.key());
    if (!expired(copy.time()) && (known == null || known.offset < copy.offset())) {
      remove(copy.key());
      add(copy);
    }
  }

  /// The data was read from the log again; it is taken unless the channel has gone on.
  synchronized void loaded(CachedEvent event) {
    Place known = onLog.get(event.key());
    if (known != null && known.offset == event.offset()) {
      remove(event.key());
      add(event);
    }
  }

  /// The log does not hold it any more.
  synchronized void lost(ChannelKey key, long offset) {
    Place known = onLog.get(key);
    if (known != null && known.offset == offset) {
      remove(key);
    }
  }

  synchronized void clear() {
    held.clear();
    onLog.clear();
    bytes = 0;
    bytesOnLog = 0;
  }

  /// The channel's last event; none when there is none, when it is too old, or when its data is not
  /// here.
  synchronized Optional<CachedEvent> find(ChannelKey key) {
    Place place = held.get(key);
    return place == null || expired(place.time)
        ? Optional.empty()
        : Optional.ofNullable(place.event);
  }

  /// Where the channel's last event stands whose data is not here.
  synchronized OptionalLong offsetOnLog(ChannelKey key) {
    Place place = onLog.get(key);
    return place == null || expired(place.time)
        ? OptionalLong.empty()
        : OptionalLong.of(place.offset);
  }

  /// Those with a number above this one; each channel once.
  synchronized Latest above(long last) {
    var places = new ArrayList<Place>();
    addAbove(last, held, places);
    addAbove(last, onLog, places);
    return new Latest(number, places);
  }

  private static void addAbove(
      long last, SequencedMap<ChannelKey, Place> from, List<Place> places) {
    for (Place place : from.sequencedValues().reversed()) {
      if (place.number <= last) {
        return;
      }
      places.add(place);
    }
  }

  /// Seconds that the event will still be given to subscribers.
  long secondsLeft(CachedEvent event) {
    return Math.max(0, Duration.ofMillis(ttlMillis - age(event.time())).toSeconds());
  }

  private @Nullable Place place(ChannelKey key) {
    Place place = held.get(key);
    return place == null ? onLog.get(key) : place;
  }

  private void add(CachedEvent event) {
    var place = new Place(event.key(), ++number, event.offset(), event.time(), event);
    held.putLast(event.key(), place);
    bytes += place.bytes();
    while (bytes > bytesMax && !held.isEmpty()) {
      giveUpData(held.pollFirstEntry().getValue());
      while (bytesOnLog > bytesMax / 2) {
        dropped(onLog.pollFirstEntry().getValue());
        forgotten++;
      }
    }
  }

  private void giveUpData(Place place) {
    dropped(place);
    var bare = new Place(place.key, place.number, place.offset, place.time, null);
    onLog.putLast(place.key, bare);
    bytes += bare.bytes();
    bytesOnLog += bare.bytes();
  }

  private void dropped(Place place) {
    bytes -= place.bytes();
    if (place.event == null) {
      bytesOnLog -= place.bytes();
    }
  }

  private void remove(ChannelKey key) {
    Place place = held.remove(key);
    if (place == null) {
      place = onLog.remove(key);
    }
    if (place != null) {
      dropped(place);
    }
  }

  private void expire() {
    expire(held);
    expire(onLog);
  }

  private void expire(SequencedMap<ChannelKey, Place> places) {
    while (!places.isEmpty() && expired(places.firstEntry().getValue().time)) {
      dropped(places.pollFirstEntry().getValue());
    }
  }

  private boolean expired(long time) {
    return age(time) >= ttlMillis;
  }

  private long age(long time) {
    return Math.max(0, clock.millis() - time);
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized int size() {
    return held.size() + onLog.size();
  }

  synchronized long forgotten() {
    return forgotten;
  }
}
