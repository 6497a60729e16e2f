package io.carillon.gateway.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How gateways tell each other apart from dead ones, and how soon members of a dead one are gone.
@ConfigMapping(prefix = "carillon.membership")
public interface MembershipConfig {
  /// Between two signs of life. Above a third of `silence` a single late one can look like death.
  @WithDefault("250ms")
  Duration beat();

  /// How long this gateway's own beats must go on without one of another's before that one is
  /// judged dead. Together with `grace` it bounds how long a ghost stays.
  @WithDefault("6s")
  Duration silence();

  /// How long the members of a gateway that died or left are kept for their return elsewhere.
  @WithDefault("3s")
  Duration grace();

  /// At most one count record per channel in this time.
  @WithDefault("100ms")
  Duration countInterval();

  /// Up to so many subscribers of a channel each of them is told every change of their number;
  /// above, a change costs more frames than it is worth.
  @WithDefault("100")
  int everyCountUpTo();

  /// Above that number they are told at most once in this time.
  @WithDefault("5s")
  Duration largeCountInterval();

  /// How long a new connection of an app with a connection limit waits for its count to be read
  /// back. Past it (Kafka is away) it is decided by what is known, so that two gateways may fill
  /// the same seats.
  @WithDefault("2s")
  Duration admitWithin();

  /// How long the mark of a dead gateway stays after its records were cleaned up.
  @WithDefault("10m")
  Duration goneKept();
}
