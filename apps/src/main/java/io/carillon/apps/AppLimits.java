package io.carillon.apps;

/// What one app may use. [#NONE] stands for no limit.
///
/// @param connections sockets at a time, over all gateways
/// @param messagesPerDay publications of a UTC day, of servers and clients together; an event to
///   several channels is one for each
/// @param messagesPerSecond the same, as a rate
/// @param apiCallsPerSecond signed requests to the HTTP API, over all gateways
/// @param clientEventsPerSecond for each connection
/// @param subscriptionsPerConnection channels at a time
/// @param channels occupied at a time
/// @param presenceMembers distinct users of a presence channel
/// @param eventBytes the data of one event, at most [#EVENT_BYTES_MAX]
/// @param batchEvents events in one batch request
public record AppLimits(
    long connections,
    long messagesPerDay,
    long messagesPerSecond,
    long apiCallsPerSecond,
    long clientEventsPerSecond,
    long subscriptionsPerConnection,
    long channels,
    long presenceMembers,
    long eventBytes,
    long batchEvents) {
  public static final long NONE = Long.MAX_VALUE;

  /// Records of the log have room for this and no more.
  public static final long EVENT_BYTES_MAX = 1_048_576;

  public static final AppLimits DEFAULT =
      new AppLimits(NONE, NONE, NONE, NONE, 10, 2_000, NONE, 10_000, 10_240, 10);

  public AppLimits {
    requirePositive("connections", connections);
    requirePositive("messagesPerDay", messagesPerDay);
    requirePositive("messagesPerSecond", messagesPerSecond);
    requirePositive("apiCallsPerSecond", apiCallsPerSecond);
    requirePositive("clientEventsPerSecond", clientEventsPerSecond);
    requirePositive("subscriptionsPerConnection", subscriptionsPerConnection);
    requirePositive("channels", channels);
    requirePositive("presenceMembers", presenceMembers);
    requirePositive("eventBytes", eventBytes);
    requirePositive("batchEvents", batchEvents);
    if (eventBytes > EVENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "limit eventBytes is at most " + EVENT_BYTES_MAX + ", not " + eventBytes);
    }
  }

  private static void requirePositive(String name, long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + name + " is at least 1, not " + limit);
    }
  }
}
