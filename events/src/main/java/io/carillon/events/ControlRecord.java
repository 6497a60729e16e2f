package io.carillon.events;

/// A command to all gateways that stands in the log.
///
/// Gateways act on one only when it is newer than their own start, and only for connections that
/// are older than the record.
public sealed interface ControlRecord {
  /// The app that it is about.
  String app();

  /// All connections on which this user signed in are closed.
  record TerminateUser(String app, String user) implements ControlRecord {
    public TerminateUser {
      ChannelKey.requireAppId(app);
      requireUser(user);
    }
  }

  /// The user's subscriptions to the channel end: who may read it has changed.
  record EndSubscription(ChannelKey channel, String user) implements ControlRecord {
    public EndSubscription {
      requireUser(user);
    }

    @Override
    public String app() {
      return channel.app();
    }
  }

  /// All sockets of the app are closed; it takes no new ones while its record says so.
  record PauseApp(String app) implements ControlRecord {
    public PauseApp {
      ChannelKey.requireAppId(app);
    }
  }

  /// A subscriber found a cached channel without an event. No command: it stands here so that one
  /// reader tells the app of it, once.
  record CacheMiss(ChannelKey channel) implements ControlRecord {
    @Override
    public String app() {
      return channel.app();
    }
  }

  private static void requireUser(String user) {
    if (user.isEmpty()) {
      throw new IllegalArgumentException("a control about a user needs the user's id");
    }
  }
}
