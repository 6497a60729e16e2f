package io.carillon.leaderboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The settings of this service alone.
@ConfigMapping(prefix = "leaderboard")
public interface LeaderboardConfig {

  /// Who may submit scores. Unset, only an app's server may; in development a signed-in user may
  /// submit his own too.
  Optional<Writers> writers();

  /// Who may read boards. The channel of a board is public as well.
  @WithDefault("anyone")
  Readers readers();

  /// The app of requests that name none, by id. Unset, such requests are refused; in development
  /// the only app is taken.
  Optional<String> anonymousApp();

  Broadcast broadcast();

  Writes writes();

  Streams streams();

  Profile profile();

  /// Who may submit scores.
  enum Writers {
    /// Only requests that are signed with the app's secret.
    SERVER,
    /// Those, and users for themselves.
    SIGNED_IN
  }

  /// Who may read boards.
  enum Readers {
    /// Whoever knows the app's key, which stands in every page of the app.
    ANYONE,
    /// Only users with a token, and the app's server.
    SIGNED_IN
  }

  /// How often everyone is shown a board.
  interface Broadcast {

    /// The least time between two updates of one board. Shorter costs every subscriber a frame more
    /// often.
    @WithDefault("PT1S")
    Duration interval();
  }

  /// How requests that write are held.
  interface Writes {

    /// After this nobody can say whether the update will count: the answer is 503 and a retry with
    /// its id is safe.
    @WithDefault("PT5S")
    Duration timeout();

    /// Above this many waiting requests the next is refused with 503, so that memory stays bounded.
    @WithDefault("10000")
    int pendingMax();
  }

  /// The engine.
  interface Streams {

    /// Threads that decide; a board is always decided by one. More than partitions idle.
    @WithDefault("1")
    int threads();

    /// Other instances that follow each board, ready to take over. 0 makes a fail-over read the
    /// whole changelog.
    @WithDefault("1")
    int standbys();

    /// Where the other instances reach this one, as host:port. Unset, it is the address that HTTP
    /// listens on.
    Optional<String> advertised();

    /// A name that stays over restarts and that no other instance has. With it an instance that
    /// comes back within the session's time keeps its boards. Unset, it is the advertised address
    /// in development and none elsewhere.
    Optional<String> instance();

    /// After this long without a sign of life others take over. The broker's least is 6 s by
    /// default.
    @WithDefault("PT6S")
    Duration sessionTimeout();
  }

  /// The names that an app sees.
  interface Profile {

    /// The channel of the board `default`.
    @WithDefault("leaderboard-channel")
    String defaultChannel();

    /// The channel of any other board; `{board}` stands for its name.
    @WithDefault("leaderboard-{board}")
    String channel();

    /// The event that carries a ranking.
    @WithDefault("ranking-update")
    String event();
  }
}
