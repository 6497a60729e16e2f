package io.carillon.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The settings of this service alone.
@ConfigMapping(prefix = "presence")
public interface PresenceConfig {
  /// The app of anonymous requests that name no key, by id. Unset, such requests are refused; in
  /// development the only app is taken.
  Optional<String> anonymousApp();

  Viewers viewers();

  Actions actions();

  Streams streams();

  Profile profile();

  /// What counts, and how it is told.
  interface Viewers {
    /// An HTTP session without a sign of life for so long goes. Shorter than the pages' heartbeat
    /// makes counts flap.
    @WithDefault("PT5M")
    Duration expireAfter();

    /// Sockets of a gateway that died count for so long. Shorter than a reconnect makes counts
    /// flap; longer shows those who are gone.
    @WithDefault("PT3S")
    Duration gatewayGrace();

    /// The least time between two counts of one item. Shorter costs every subscriber a frame more
    /// often.
    @WithDefault("PT1S")
    Duration tellEvery();
  }

  /// How joins and leaves are taken.
  interface Actions {
    /// Joins and leaves of one user in a minute; the next is refused with 429. Each instance counts
    /// for itself.
    @WithDefault("10")
    int perMinute();

    /// Users whose actions are remembered for the limit. Above it the least recent are forgotten,
    /// and may act again, so that memory stays bounded.
    @WithDefault("200000")
    int usersMax();

    /// After this nobody can say whether an action counts: the answer is 503, and a repeat is safe.
    @WithDefault("PT5S")
    Duration timeout();
  }

  /// The engine.
  interface Streams {
    /// Threads that count; an item is always counted by one. More than partitions idle.
    @WithDefault("1")
    int threads();

    /// Other instances that follow each partition, ready to take over. 0 makes a fail-over read the
    /// whole changelog.
    @WithDefault("1")
    int standbys();

    /// Where the other instances reach this one, as host:port. Unset, it is the address that HTTP
    /// listens on.
    Optional<String> advertised();

    /// A name that stays over restarts and that no other instance has. With it an instance that
    /// comes back within the session's time keeps its partitions. Unset, it is the advertised
    /// address in development and none elsewhere.
    Optional<String> instance();

    /// After this long without a sign of life others take over. The broker's least is 6 s by
    /// default.
    @WithDefault("PT6S")
    Duration sessionTimeout();
  }

  /// The names that an app sees.
  interface Profile {
    /// Precedes the item's id in the name of the channel whose members view it.
    @WithDefault("presence-product-")
    String viewerChannels();

    /// Precedes the item's id in the name of the channel that is told the count.
    @WithDefault("product-")
    String countChannels();

    /// The event that tells it.
    @WithDefault("viewer-count")
    String event();

    /// The member with the item's id, in requests and in the event.
    @WithDefault("productId")
    String idField();
  }
}
