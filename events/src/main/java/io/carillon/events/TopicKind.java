package io.carillon.events;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Each topic of the platform with all its settings: this table is the only place that has them.
public enum TopicKind {
  /// The log. Its retention is the recovery window.
  CHANNEL_EVENTS(Spread.FULL, Keep.WINDOW),
  CHANNEL_EVENTS_DEAD_LETTERS(Spread.ONE, Keep.WEEK),
  CHANNEL_CACHE(Spread.FULL, Keep.LAST_OF_HOURS),
  MEMBERSHIPS(Spread.FULL, Keep.LAST),
  APPS(Spread.ONE, Keep.LAST),
  AUDIT(Spread.ONE, Keep.YEAR),
  BEATS(Spread.ONE, Keep.HOUR),
  USAGE(Spread.ONE, Keep.LAST_OF_DAYS),
  WEBHOOKS(Spread.SOME, Keep.WEEK),
  WEBHOOKS_DEAD_LETTERS(Spread.ONE, Keep.WEEK),
  CHAT_EVENTS(Spread.SOME, Keep.WEEK),
  PRESENCE_EVENTS(Spread.SOME, Keep.WEEK),
  LEADERBOARD_EVENTS(Spread.SOME, Keep.WEEK),
  PRESENCE_ACTIONS(Spread.SOME, Keep.WEEK),
  LEADERBOARD_COMMANDS(Spread.SOME, Keep.WEEK);

  private final Spread spread;
  private final Keep keep;

  TopicKind(Spread spread, Keep keep) {
    this.spread = spread;
    this.keep = keep;
  }

  /// The topic as it has to be.
  public TopicSpec spec(Topics topics, int partitions, short replication) {
    var settings = new TreeMap<>(keep.settings());
    settings.put("max.message.bytes", Integer.toString(TopicSetup.MESSAGE_BYTES_MAX));
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("min.insync.replicas", replication >= 3 ? "2" : "1");
    settings.put("unclean.leader.election.enable", "false");
    return new TopicSpec(name(topics), spread.of(partitions), replication, settings);
  }

  private String name(Topics topics) {
    return switch (this) {
      case CHANNEL_EVENTS -> topics.channelEvents();
      case CHANNEL_EVENTS_DEAD_LETTERS -> topics.channelEventsDeadLetters();
      case CHANNEL_CACHE -> topics.channelCache();
      case MEMBERSHIPS -> topics.memberships();
      case APPS -> topics.apps();
      case AUDIT -> topics.audit();
      case BEATS -> topics.beats();
      case USAGE -> topics.usage();
      case WEBHOOKS -> topics.webhooks();
      case WEBHOOKS_DEAD_LETTERS -> topics.webhooksDeadLetters();
      case CHAT_EVENTS -> topics.chatEvents();
      case PRESENCE_EVENTS -> topics.presenceEvents();
      case LEADERBOARD_EVENTS -> topics.leaderboardEvents();
      case PRESENCE_ACTIONS -> topics.presenceActions();
      case LEADERBOARD_COMMANDS -> topics.leaderboardCommands();
    };
  }

  /// Over how many partitions a topic is spread.
  private enum Spread {
    /// As many as the log, so that a channel has the same partition in each.
    FULL(Integer.MAX_VALUE),
    /// Enough for several instances of a service.
    SOME(16),
    ONE(1);

    private final int most;

    Spread(int most) {
      this.most = most;
    }

    int of(int partitions) {
      return Math.min(partitions, most);
    }
  }

  /// What is kept, and how.
  private enum Keep {
    /// The recovery window.
    WINDOW,
    WEEK,
    HOUR,
    YEAR,
    /// The last record of each key; old ones go within the hour, so that a start reads little.
    LAST,
    /// The same, and gone after two hours: nothing in it counts for longer than half an hour.
    LAST_OF_HOURS,
    /// The same, and gone after two days: what it counts begins anew each day.
    LAST_OF_DAYS;

    Map<String, String> settings() {
      return switch (this) {
        case WINDOW -> deleted(Duration.ofHours(24), 64 << 20, 1L << 30);
        case WEEK -> deleted(Duration.ofDays(7), 64 << 20, 1L << 30);
        case HOUR -> deleted(Duration.ofHours(1), 8 << 20, 64L << 20);
        case YEAR -> deleted(Duration.ofDays(366), 64 << 20, 1L << 30);
        case LAST -> compacted("compact");
        case LAST_OF_HOURS -> forgetting(Duration.ofHours(2));
        case LAST_OF_DAYS -> forgetting(Duration.ofDays(2));
      };
    }

    private static Map<String, String> forgetting(Duration retention) {
      var settings = new TreeMap<>(compacted("compact,delete"));
      settings.put("retention.ms", Long.toString(retention.toMillis()));
      return settings;
    }

    private static Map<String, String> compacted(String policy) {
      return Map.of(
          "cleanup.policy", policy,
          "segment.bytes", Integer.toString(16 << 20),
          "max.compaction.lag.ms", Long.toString(Duration.ofHours(1).toMillis()),
          "delete.retention.ms", Long.toString(Duration.ofHours(24).toMillis()));
    }

    private static Map<String, String> deleted(
        Duration retention, int segmentBytes, long retentionBytes) {
      return Map.of(
          "cleanup.policy", "delete",
          "retention.ms", Long.toString(retention.toMillis()),
          "retention.bytes", Long.toString(retentionBytes),
          "segment.bytes", Integer.toString(segmentBytes));
    }
  }
}
