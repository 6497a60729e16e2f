package io.carillon.gateway.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What one connection may ask of this gateway.
@ConfigMapping(prefix = "carillon.socket")
public interface SocketConfig {
  /// Whether sockets are taken over from the WebSocket extension. Without it each costs three times
  /// the memory, and each delivery twice the time.
  @WithDefault("true")
  boolean direct();

  /// Told to clients, who ping after so long a silence; this side pings then as well. Shorter
  /// notices dead peers sooner and keeps phones awake.
  @WithDefault("120s")
  Duration activityTimeout();

  /// After a ping, how long silence lasts until the connection is closed with 4201.
  @WithDefault("30s")
  Duration pongTimeout();

  /// How long a client of protocol 4, who need not answer pings, may be silent until it is closed
  /// with 4202.
  @WithDefault("24h")
  Duration inactivityTimeout();

  /// Where an app takes authorized connections only: the time in which a user has to sign in or the
  /// app has to let the connection into a channel; then it is closed with 4009.
  @WithDefault("30s")
  Duration authorizedWithin();

  /// Over how long a gateway that stops asks its sockets to come back elsewhere. Longer spares the
  /// others, and must be below `carillon.membership.grace`: within that time a member who comes
  /// back never left.
  @WithDefault("2s")
  Duration drainWindow();

  /// Past this the consumer is slow and is closed, so memory per socket stays bounded.
  @WithDefault("1048576")
  int sendQueueBytesMax();

  /// Sockets of this gateway; above, new ones are closed with 4100. Keep it below the process'
  /// limit of open files.
  @WithDefault("19800")
  int connectionsMax();

  /// Subscriptions of one connection; further ones are refused.
  @WithDefault("10000")
  int subscriptionsMax();

  /// Messages that a connection may send in one go: a client that comes back subscribes to all its
  /// channels at once.
  @WithDefault("10500")
  int inboundBurst();

  /// Messages a second that a connection may send in the long run; above, it is closed with 4100.
  @WithDefault("200")
  int inboundRate();

  /// Client events a second of one connection, of whatever app: an app's own limit
  /// `clientEventsPerSecond` is cut to this. Above, they are dropped with error 4301.
  @WithDefault("200")
  int clientEventRate();
}
