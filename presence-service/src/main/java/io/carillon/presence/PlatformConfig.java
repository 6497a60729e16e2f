package io.carillon.presence;

import io.carillon.events.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The settings that are the same in every part of one installation.
///
/// Each group is mapped on its own: under `carillon.` stand other parts' settings too, which a
/// mapping of the whole would refuse.
@Singleton
public final class PlatformConfig {
  private final Environment environment;
  private final TopicsConfig topics;
  private final AppsConfig apps;
  private final Optional<Path> stateDir;

  @Inject
  PlatformConfig(
      @ConfigProperty(name = "carillon.environment", defaultValue = "production")
          Environment environment,
      @ConfigProperty(name = "carillon.state-dir") Optional<Path> stateDir,
      TopicsConfig topics,
      AppsConfig apps) {
    this.environment = environment;
    this.stateDir = stateDir;
    this.topics = topics;
    this.apps = apps;
  }

  /// Whether this is somebody's own machine. Elsewhere the development secret and pages of unknown
  /// origin are refused.
  public boolean development() {
    return environment == Environment.DEVELOPMENT;
  }

  /// Where a part may keep files between two starts. This one keeps none, but Kafka Streams asks.
  public Optional<Path> stateDir() {
    return stateDir;
  }

  public TopicsConfig topics() {
    return topics;
  }

  public AppsConfig apps() {
    return apps;
  }

  /// Where the service runs.
  enum Environment {
    DEVELOPMENT,
    PRODUCTION
  }

  /// The topics that all parts work on.
  @ConfigMapping(prefix = "carillon.topics")
  public interface TopicsConfig {
    /// Goes before every topic's name.
    @WithDefault(Topics.DEFAULT_PREFIX)
    String prefix();

    /// Partitions of the log, of memberships and of actions; fixed for life.
    @WithDefault("64")
    int partitions();

    /// Copies of each record. Below 3 the loss of a broker can lose acknowledged actions.
    @WithDefault("3")
    short replication();

    /// The topics' names.
    default Topics names() {
      return Topics.of(prefix());
    }
  }

  /// Where the apps come from.
  @ConfigMapping(prefix = "carillon.apps")
  public interface AppsConfig {
    /// Configured apps, as JSON; they count where the topic has no record of them.
    Optional<Path> file();

    /// Base64 of 32 bytes: opens the secrets in the topic of apps, and proves instances of this
    /// service to each other.
    Optional<String> platformKey();
  }
}
