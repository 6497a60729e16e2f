package io.carillon.gateway.limit;

import io.carillon.apps.AppLimits;

/// What of an app is limited, by the name that the setting has.
public enum Limit {
  CONNECTIONS("connections"),
  MESSAGES_PER_DAY("messagesPerDay"),
  MESSAGES_PER_SECOND("messagesPerSecond"),
  API_CALLS_PER_SECOND("apiCallsPerSecond"),
  CLIENT_EVENTS_PER_SECOND("clientEventsPerSecond"),
  SUBSCRIPTIONS_PER_CONNECTION("subscriptionsPerConnection"),
  CHANNELS("channels"),
  PRESENCE_MEMBERS("presenceMembers"),
  EVENT_BYTES("eventBytes"),
  BATCH_EVENTS("batchEvents");

  private final String setting;

  Limit(String setting) {
    this.setting = setting;
  }

  /// The name of the setting among an app's limits.
  public String setting() {
    return setting;
  }

  /// What an app has set; [AppLimits#NONE] for no limit.
  public long of(AppLimits limits) {
    return switch (this) {
      case CONNECTIONS -> limits.connections();
      case MESSAGES_PER_DAY -> limits.messagesPerDay();
      case MESSAGES_PER_SECOND -> limits.messagesPerSecond();
      case API_CALLS_PER_SECOND -> limits.apiCallsPerSecond();
      case CLIENT_EVENTS_PER_SECOND -> limits.clientEventsPerSecond();
      case SUBSCRIPTIONS_PER_CONNECTION -> limits.subscriptionsPerConnection();
      case CHANNELS -> limits.channels();
      case PRESENCE_MEMBERS -> limits.presenceMembers();
      case EVENT_BYTES -> limits.eventBytes();
      case BATCH_EVENTS -> limits.batchEvents();
    };
  }
}
