package io.carillon.apps;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Limits by a name, for trying an app against the quotas of the hosted service that it comes from.
/// All but those that a preset names are those of a new app.
public enum LimitsPreset {
  UNLIMITED("unlimited", AppLimits.NONE, AppLimits.NONE, AppLimits.NONE),
  SANDBOX("sandbox", 100, 200_000, AppLimits.NONE),
  SANDBOX_20_CHANNELS("sandbox-20-channels", 100, 200_000, 20),
  STARTUP("startup", 500, 1_000_000, AppLimits.NONE),
  PRO("pro", 2_000, 4_000_000, AppLimits.NONE);

  private final String title;
  private final long connections;
  private final long messagesPerDay;
  private final long channels;

  LimitsPreset(String title, long connections, long messagesPerDay, long channels) {
    this.title = title;
    this.connections = connections;
    this.messagesPerDay = messagesPerDay;
    this.channels = channels;
  }

  public static Optional<LimitsPreset> named(String title) {
    return Arrays.stream(values()).filter(preset -> preset.title.equals(title)).findFirst();
  }

  static String titles() {
    return Arrays.stream(values()).map(LimitsPreset::title).collect(Collectors.joining(", "));
  }

  /// Its name, as people write it.
  public String title() {
    return title;
  }

  public AppLimits limits() {
    var other = AppLimits.DEFAULT;
    return new AppLimits(
        connections,
        messagesPerDay,
        other.messagesPerSecond(),
        other.apiCallsPerSecond(),
        other.clientEventsPerSecond(),
        other.subscriptionsPerConnection(),
        channels,
        other.presenceMembers(),
        other.eventBytes(),
        other.batchEvents());
  }
}
