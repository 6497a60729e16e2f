package io.carillon.gateway.limit;

import io.carillon.events.UsageRecord.Publications;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The traffic of all apps, as it is read on the log. An app without a limit costs a look into a
/// map and an addition for each of its events.
///
/// What restores and reads is called by the log's reader alone, everything else by any thread. As
/// many apps are held as there are.
public final class Traffic {
  private static final long BEFORE_THE_START = -1;

  private final Map<String, AppTraffic> apps = new ConcurrentHashMap<>();
  private final Predicate<String> known;
  private final InstantSource clock;
  private final Past past;
  private volatile boolean live;
  private long slot = BEFORE_THE_START;

  private Traffic(Predicate<String> known, InstantSource clock, Past past) {
    this.known = known;
    this.clock = clock;
    this.past = past;
  }

  /// Where it is told what gateways had counted.
  @FunctionalInterface
  public interface Past {
    /// Tells all there is. Waits for Kafka.
    void tell(Consumer<Publications> to);
  }

  /// A traffic of which nothing was read yet.
  ///
  /// @param known whether there is such an app
  public static Traffic of(Predicate<String> known, InstantSource clock, Past past) {
    return new Traffic(known, clock, past);
  }

  /// Takes what had been counted before this gateway's own reading. Waits for Kafka: called by the
  /// log's reader before it reads.
  public void restore() {
    past.tell(this::restore);
  }

  private void restore(Publications usage) {
    apps.computeIfAbsent(usage.app(), app -> new AppTraffic())
        .restore(usage.day(), usage.publications(), usage.countedTo());
  }

  /// What is read from now on was written after the start.
  public void live() {
    live = true;
  }

  /// More was read at this moment.
  public void nextBatch() {
    slot = live ? RecentCounts.slotOf(clock.millis()) : BEFORE_THE_START;
  }

  /// A publication was read.
  ///
  /// @param time when it was written, in ms by the broker's clock
  public void read(String app, long time) {
    AppTraffic traffic = orNull(app);
    if (traffic != null) {
      traffic.read(time, slot);
    }
  }

  /// A second copy was read, and dropped.
  public void repeated(String app) {
    AppTraffic traffic = apps.get(app);
    if (traffic != null) {
      traffic.takeBack(1);
    }
  }

  private @Nullable AppTraffic orNull(String app) {
    AppTraffic traffic = apps.get(app);
    return traffic == null && known.test(app) ? of(app) : traffic;
  }

  /// The traffic of an app, if there is such a one.
  Optional<AppTraffic> known(String app) {
    return Optional.ofNullable(orNull(app));
  }

  /// The traffic of an app of which it is known that it is there.
  AppTraffic of(String app) {
    return apps.computeIfAbsent(app, a -> new AppTraffic());
  }

  /// The traffic of an app of which some was counted.
  Optional<AppTraffic> find(String app) {
    return Optional.ofNullable(apps.get(app));
  }

  void forEach(BiConsumer<String, AppTraffic> action) {
    apps.forEach(action);
  }

  /// Lets go of apps that are no more.
  void forgetUnknown() {
    apps.keySet().removeIf(app -> !known.test(app));
  }

  /// Apps whose traffic is counted.
  public int size() {
    return apps.size();
  }
}
