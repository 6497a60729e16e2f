package io.carillon.apps;

import io.carillon.apps.AppView.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All apps, kept up to date from the topic `apps` on a thread of its own.
///
/// Reads are lock-free and may come from any thread. Before [#ready] nothing is known of the topic
/// and only configured apps show, so a part takes no traffic until then. While the broker is away
/// the last state stays, and reading goes on by itself.
public final class AppRegistry implements AutoCloseable {
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

  private final AppRecordCodec codec;
  private final Edits edits;
  private final AppView view;
  private final AppReader reader;
  private final Thread thread;

  private AppRegistry(AppRecordCodec codec, Edits edits, AppView view, AppReader reader) {
    this.codec = codec;
    this.edits = edits;
    this.view = view;
    this.reader = reader;
    this.thread = Thread.ofPlatform().daemon().name("carillon-apps").unstarted(reader);
  }

  /// Where the apps come from.
  ///
  /// @param kafka the client's settings: bootstrap servers, security
  /// @param appsFile the configured apps; null for none
  /// @param platformKey base64 of 32 bytes; null where the topic holds no apps
  /// @param development allows the development secret
  public record Settings(
      Map<String, Object> kafka,
      String topic,
      @Nullable Path appsFile,
      @Nullable String platformKey,
      boolean development) {
    public Settings {
      kafka = Map.copyOf(kafka);
    }

    /// Kafka's settings may hold a password, so none of them shows.
    @Override
    public String toString() {
      return "Settings[topic=" + topic + ", appsFile=" + appsFile + "]";
    }
  }

  /// Checks the settings and the file, and begins to read. It does not wait for the broker.
  ///
  /// @throws IllegalStateException with a sentence for the operator when it cannot begin
  public static AppRegistry start(Settings settings) {
    var codec = new AppRecordCodec(platformKey(settings));
    var environment = settings.development() ? Environment.DEVELOPMENT : Environment.PRODUCTION;
    var edits = new Edits();
    var view = new AppView(codec, configured(settings), environment, edits);
    var reader = new AppReader(settings.topic(), () -> AppReader.consumer(settings.kafka()), view);
    var registry = new AppRegistry(codec, edits, view, reader);
    registry.thread.start();
    return registry;
  }

  public Optional<App> byId(String id) {
    return view.apps().byId(id);
  }

  public Optional<App> byKey(String key) {
    return view.apps().byKey(key);
  }

  /// The app whose users this issuer vouches for; empty as well when two fit equally well.
  public Optional<App> byIssuer(String issuer, Collection<String> audiences) {
    return view.apps().byIssuer(issuer, audiences);
  }

  public Collection<App> all() {
    return view.apps().all();
  }

  /// An app with the version that it has: both of one moment, as an editor needs them.
  public Optional<RegisteredApp> registered(String id) {
    return view.apps().registered(id);
  }

  /// All apps with their versions, by id.
  public List<RegisteredApp> registered() {
    var apps = view.apps();
    return apps.all().stream()
        .sorted(Comparator.comparing(App::id))
        .map(app -> new RegisteredApp(app, apps.version(app.id())))
        .toList();
  }

  /// The version of an app's record, 0 when the topic has none: an editor writes this + 1.
  public long version(String id) {
    return view.apps().version(id);
  }

  /// True for good once the topic was read to the end it had at the start.
  public boolean ready() {
    return view.ready();
  }

  /// Why it is not ready yet, for a health check.
  public String state() {
    return view.state();
  }

  /// Tells of each change after [#ready], on the registry's thread, when reads already show it. An
  /// app that was removed is told as it was last, but paused. A listener must not block.
  public void whenChanged(Consumer<App> listener) {
    view.whenChanged(listener);
  }

  AppRecordCodec codec() {
    return codec;
  }

  /// The edits whose records an editor here waits to read back.
  Edits edits() {
    return edits;
  }

  @Override
  public void close() {
    reader.stop();
    try {
      if (!thread.join(CLOSE_WAIT_MAX)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<App> configured(Settings settings) {
    if (settings.appsFile() == null) {
      return List.of();
    }
    var apps = AppsFile.read(settings.appsFile());
    for (var app : apps) {
      if (!settings.development() && app.hasDevelopmentSecret()) {
        throw new IllegalStateException(
            ("The app %s in %s has the development secret, which everybody knows: give it one of"
                    + " its own (openssl rand -hex 32), or set carillon.environment=development")
                .formatted(app.id(), settings.appsFile()));
      }
    }
    return apps;
  }

  private static @Nullable PlatformKey platformKey(Settings settings) {
    if (settings.platformKey() == null || settings.platformKey().isBlank()) {
      return null;
    }
    try {
      return PlatformKey.of(settings.platformKey());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "carillon.apps.platform-key cannot be used: " + e.getMessage(), e);
    }
  }
}
