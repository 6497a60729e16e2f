package io.carillon.leaderboard.identity;

import io.carillon.entrance.platform.PlatformConfig;
import io.carillon.leaderboard.LeaderboardConfig;
import io.carillon.leaderboard.LeaderboardConfig.Writers;
import io.carillon.leaderboard.identity.Caller.Anyone;
import io.carillon.leaderboard.identity.Caller.SignedIn;
import io.carillon.leaderboard.identity.Caller.TrustedServer;
import io.carillon.leaderboard.identity.Permission.Granted;
import io.carillon.leaderboard.identity.Permission.NotTheSubject;
import io.carillon.leaderboard.identity.Permission.OwnerMissing;
import io.carillon.leaderboard.identity.Permission.ServerOnly;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// Who may write what. A user, where users may write at all, writes only his own score.
@ApplicationScoped
public class Permissions {

  private final Writers writers;

  @Inject
  Permissions(PlatformConfig platform, LeaderboardConfig config) {
    this(config.writers().orElse(platform.development() ? Writers.SIGNED_IN : Writers.SERVER));
  }

  Permissions(Writers writers) {
    this.writers = writers;
  }

  /// Whether the caller may submit a score for the owner that he names, or for himself when he
  /// names none.
  public Permission submit(Caller caller, Optional<String> owner) {
    return switch (caller) {
      case TrustedServer _ -> owner.<Permission>map(Granted::new).orElseGet(OwnerMissing::new);
      case SignedIn user -> writers == Writers.SIGNED_IN ? own(user, owner) : new ServerOnly();
      case Anyone _ -> new ServerOnly();
    };
  }

  /// Whether the caller may make boards and change their rules.
  public boolean mayDefine(Caller caller) {
    return caller instanceof TrustedServer;
  }

  private static Permission own(SignedIn user, Optional<String> owner) {
    var himself = owner.isEmpty() || owner.get().equals(user.subject());
    return himself ? new Granted(user.subject()) : new NotTheSubject();
  }
}
