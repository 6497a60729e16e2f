package io.carillon.entrance.platform;

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

  public Environment environment() {
    return environment;
  }

  /// Whether this is somebody's own machine.
  public boolean development() {
    return environment == Environment.DEVELOPMENT;
  }

  /// Where a part may keep files between two starts.
  public Optional<Path> stateDir() {
    return stateDir;
  }

  public TopicsConfig topics() {
    return topics;
  }

  public AppsConfig apps() {
    return apps;
  }
}
