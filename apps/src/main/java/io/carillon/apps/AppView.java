package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.AppFold.Outcome;
import io.carillon.apps.AppRecordCodec.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What the registry shows: records go in on its thread, any thread reads.
///
///     loading ──read to the end──► ready ──record──► changed, listeners told
///        │                                             ▲
///        └──a record does not open──► waits for one that does
///
/// Records show in batches, so that loading many apps costs one snapshot.
final class AppView {
  private static final Logger LOG = Logger.getLogger(AppView.class);

  private final AppRecordCodec codec;
  private final List<App> configured;
  private final Environment environment;
  private final Edits edits;
  private final List<Consumer<App>> listeners = new CopyOnWriteArrayList<>();

  private AppFold fold;
  private boolean changed;
  private boolean atEnd;
  private volatile Apps apps;
  private volatile boolean ready;
  private volatile String state = "the topic of the apps is not read yet";

  AppView(AppRecordCodec codec, List<App> configured, Environment environment) {
    this(codec, configured, environment, new Edits());
  }

  /// @param edits told of each edit's record, when what became of it shows
  AppView(AppRecordCodec codec, List<App> configured, Environment environment, Edits edits) {
    this.codec = codec;
    this.configured = configured;
    this.environment = environment;
    this.edits = edits;
    this.fold = new AppFold(configured);
    this.apps = fold.snapshot();
  }

  /// Where the part runs; production knows no development secret.
  enum Environment {
    DEVELOPMENT,
    PRODUCTION
  }

  Apps apps() {
    return apps;
  }

  boolean ready() {
    return ready;
  }

  String state() {
    return state;
  }

  void whenChanged(Consumer<App> listener) {
    listeners.add(listener);
  }

  /// Begins again with an empty topic. What was shown stays until the next [#endReached].
  void restart() {
    fold = new AppFold(configured);
    atEnd = false;
    changed = true;
  }

  void take(byte @Nullable [] key, byte @Nullable [] value) {
    take(key, value, null);
  }

  /// @param edit whose record it is, where that is known
  void take(byte @Nullable [] key, byte @Nullable [] value, @Nullable Edit edit) {
    if (key == null) {
      LOG.warn("Ignored a record of the apps topic without a key");
      return;
    }
    var id = new String(key, UTF_8);
    changed = true;
    var outcome = value == null ? remove(id, edit) : take(id, value);
    if (edit != null) {
      edits.taken(edit.id(), outcome);
    }
  }

  private Outcome remove(String id, @Nullable Edit edit) {
    var version = edit == null ? AppFold.ANY : edit.version();
    var current = fold.version(id);
    var outcome = fold.remove(id, version);
    if (outcome == Outcome.OUT_OF_TURN) {
      LOG.warnf("Ignored a removal of app %s: version=%d current=%d", id, version, current);
    }
    return outcome;
  }

  private Outcome take(String id, byte[] value) {
    return switch (codec.decode(id, value)) {
      case Reading.Opened(var record) -> take(record);
      case Reading.Sealed(var why) -> {
        LOG.errorf("Cannot read the record of app %s: %s", id, why);
        fold.lose(id);
        yield Outcome.OUT_OF_TURN;
      }
      case Reading.Broken(var why) -> {
        LOG.warnf("Ignored a broken record of the apps topic: app=%s reason=%s", id, why);
        yield Outcome.OUT_OF_TURN;
      }
    };
  }

  /// Shows what was taken. Once, after the first end was reached, it makes the view ready.
  void show() {
    if (!atEnd || !changed) {
      return;
    }
    changed = false;
    var lost = fold.lost();
    if (!ready && !lost.isEmpty()) {
      state = "records cannot be read, check carillon.apps.platform-key: " + lost;
      return;
    }
    var before = apps;
    apps = fold.snapshot();
    state = "ready";
    if (ready) {
      tell(before, apps);
    }
    ready = true;
    edits.shown();
  }

  void endReached() {
    if (!atEnd) {
      atEnd = true;
      changed = true;
    }
    show();
  }

  private Outcome take(AppRecord record) {
    var app = record.app();
    var usable = environment == Environment.DEVELOPMENT || !app.hasDevelopmentSecret();
    if (!usable) {
      LOG.errorf(
          "App %s has the development secret, which is refused in production: it is taken as paused",
          app.id());
    }
    var current = fold.version(app.id());
    var outcome = fold.fold(usable ? record : new AppRecord(record.version(), app.asPaused()));
    if (outcome == Outcome.OUT_OF_TURN) {
      LOG.warnf(
          "Ignored a record of app %s: version=%d current=%d", app.id(), record.version(), current);
    }
    return outcome;
  }

  private void tell(Apps before, Apps after) {
    var ids = new HashSet<String>();
    before.all().forEach(app -> ids.add(app.id()));
    after.all().forEach(app -> ids.add(app.id()));
    for (var id : ids) {
      var old = before.byId(id);
      var current = after.byId(id);
      if (!old.equals(current)) {
        tell(current.or(() -> old.map(App::asPaused)).orElseThrow());
      }
    }
  }

  private void tell(App app) {
    for (var listener : listeners) {
      try {
        listener.accept(app);
      } catch (RuntimeException e) {
        // The registry outlives its listeners: the next change must still be read and shown.
        LOG.errorf(e, "A listener failed on a change of app %s", app.id());
      }
    }
  }
}
