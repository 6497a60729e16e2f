package io.carillon.events;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Each topic of the platform with all its settings: this table is the only place that has them.
public enum TopicKind {
  /// The log. Its retention is the recovery window.
  CHANNEL_EVENTS(Topics::channelEvents, Spread.FULL, Keep.WINDOW),
  CHANNEL_EVENTS_DEAD_LETTERS(Topics::channelEventsDeadLetters, Spread.ONE, Keep.WEEK),
  CHANNEL_CACHE(Topics::channelCache, Spread.FULL, Keep.LAST),
  MEMBERSHIPS(Topics::memberships, Spread.FULL, Keep.LAST),
  APPS(Topics::apps, Spread.ONE, Keep.LAST),
  BEATS(Topics::beats, Spread.ONE, Keep.HOUR),
  WEBHOOKS(Topics::webhooks, Spread.SOME, Keep.WEEK),
  CHAT_EVENTS(Topics::chatEvents, Spread.SOME, Keep.WEEK),
  PRESENCE_EVENTS(Topics::presenceEvents, Spread.SOME, Keep.WEEK),
  LEADERBOARD_EVENTS(Topics::leaderboardEvents, Spread.SOME, Keep.WEEK),
  PRESENCE_ACTIONS(Topics::presenceActions, Spread.SOME, Keep.WEEK),
  LEADERBOARD_COMMANDS(Topics::leaderboardCommands, Spread.SOME, Keep.WEEK);

  private final Function<Topics, String> name;
  private final Spread spread;
  private final Keep keep;

  TopicKind(Function<Topics, String> name, Spread spread, Keep keep) {
    this.name = name;
    this.spread = spread;
    this.keep = keep;
  }

  /// The topic as it has to be.
  public TopicSpec spec(Topics topics, int partitions, short replication) {
    var settings = new TreeMap<>(keep.settings);
    settings.put("max.message.bytes", Integer.toString(messageBytesMax()));
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("min.insync.replicas", replication >= 3 ? "2" : "1");
    settings.put("unclean.leader.election.enable", "false");
    return new TopicSpec(name.apply(topics), spread.of(partitions), replication, settings);
  }

  private int messageBytesMax() {
    return this == CHANNEL_EVENTS_DEAD_LETTERS
        ? TopicSetup.MESSAGE_BYTES_MAX + TopicSetup.LETTER_BYTES
        : TopicSetup.MESSAGE_BYTES_MAX;
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
    WINDOW(deleted(Duration.ofHours(24), 64 << 20, 1L << 30)),
    WEEK(deleted(Duration.ofDays(7), 64 << 20, 1L << 30)),
    HOUR(deleted(Duration.ofHours(1), 8 << 20, 64L << 20)),
    /// The last record of each key; old ones go within the hour, so a start reads little.
    LAST(
        Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", Integer.toString(16 << 20),
            "max.compaction.lag.ms", Long.toString(Duration.ofHours(1).toMillis()),
            "delete.retention.ms", Long.toString(Duration.ofHours(24).toMillis())));

    private final Map<String, String> settings;

    Keep(Map<String, String> settings) {
      this.settings = settings;
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
