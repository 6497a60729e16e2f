package io.carillon.events;

import java.util.regex.Pattern;

/// The topics' names: one prefix, then the same words everywhere.
public record Topics(String prefix) {
  /// The prefix when none is set.
  public static final String DEFAULT_PREFIX = "carillon.";

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{0,100}");

  public Topics {
    if (!LEGAL.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "a topic prefix has up to 100 of A-Z a-z 0-9 . _ -, not: " + prefix);
    }
  }

  public static Topics of(String prefix) {
    return new Topics(prefix);
  }

  /// The log: everything that a client ever receives on a channel.
  public String channelEvents() {
    return prefix + "channel-events";
  }

  /// Records that cannot be delivered or were refused, each with its reason.
  public String channelEventsDeadLetters() {
    return prefix + "channel-events.dead-letters";
  }

  /// Where the last cacheable event of each cached channel stands.
  public String channelCache() {
    return prefix + "channel-cache";
  }

  /// Who is in which channel, by gateway incarnation.
  public String memberships() {
    return prefix + "memberships";
  }

  /// App ids, keys, secrets, limits.
  public String apps() {
    return prefix + "apps";
  }

  /// Who changed which app, and when.
  public String audit() {
    return prefix + "audit";
  }

  /// The gateways' signs of life.
  public String beats() {
    return prefix + "beats";
  }

  /// How many publications each app had today.
  public String usage() {
    return prefix + "usage";
  }

  /// Webhook deliveries to be made.
  public String webhooks() {
    return prefix + "webhooks";
  }

  /// Webhook deliveries that were given up, each with its reason.
  public String webhooksDeadLetters() {
    return prefix + "webhooks.dead-letters";
  }

  /// CloudEvents of the chat domain.
  public String chatEvents() {
    return prefix + "chat.events";
  }

  /// CloudEvents of the presence domain.
  public String presenceEvents() {
    return prefix + "presence.events";
  }

  /// CloudEvents of the leaderboard domain.
  public String leaderboardEvents() {
    return prefix + "leaderboard.events";
  }

  /// Joins, leaves and expiries of viewers, keyed by item.
  public String presenceActions() {
    return prefix + "presence.actions";
  }

  /// Score commands, keyed by board.
  public String leaderboardCommands() {
    return prefix + "leaderboard.commands";
  }
}
