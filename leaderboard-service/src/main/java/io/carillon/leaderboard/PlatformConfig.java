package io.carillon.leaderboard;

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
/// Not one mapping of the whole prefix: that would refuse to start when another part's setting is
/// there as well.
@Singleton
public class PlatformConfig {

  private final Environment environment;
  private final Optional<Path> stateDir;
  private final TopicsConfig topics;
  private final AppsConfig apps;

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

  public TopicsConfig topics() {
    return topics;
  }

  public AppsConfig apps() {
    return apps;
  }

  /// Where a part may keep files between two starts.
  public Optional<Path> stateDir() {
    return stateDir;
  }

  /// Whether this is somebody's own machine.
  public boolean development() {
    return environment == Environment.DEVELOPMENT;
  }

  /// Where the service runs. Production refuses the development secret and pages of unknown origin.
  public enum Environment {
    DEVELOPMENT,
    PRODUCTION
  }

  /// The topics that all parts work on.
  @ConfigMapping(prefix = "carillon.topics")
  public interface TopicsConfig {

    /// Goes before every topic's name.
    @WithDefault(Topics.DEFAULT_PREFIX)
    String prefix();

    /// Partitions of the log, fixed for life.
    @WithDefault("64")
    int partitions();

    /// Copies of each record. Below 3 the loss of a broker can lose acknowledged updates.
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

    /// Base64 of 32 bytes: opens the secrets in the topic of apps.
    Optional<String> platformKey();
  }
}
