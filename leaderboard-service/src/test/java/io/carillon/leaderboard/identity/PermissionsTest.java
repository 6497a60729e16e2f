package io.carillon.leaderboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.leaderboard.LeaderboardConfig.Writers;
import io.carillon.leaderboard.identity.Caller.Anyone;
import io.carillon.leaderboard.identity.Caller.SignedIn;
import io.carillon.leaderboard.identity.Caller.TrustedServer;
import io.carillon.leaderboard.identity.Permission.Granted;
import io.carillon.leaderboard.identity.Permission.NotTheSubject;
import io.carillon.leaderboard.identity.Permission.OwnerMissing;
import io.carillon.leaderboard.identity.Permission.ServerOnly;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PermissionsTest {

  private static final Caller SERVER = new TrustedServer("app-id");
  private static final Caller ANA = new SignedIn("app-id", "ana", Optional.empty());
  private static final Caller ANYONE = new Anyone("app-id");

  @Test
  @DisplayName("R116 by default only the app's server writes")
  void onlyTheServerWrites() {
    // Given
    var permissions = new Permissions(Writers.SERVER);

    // When
    var server = permissions.submit(SERVER, Optional.of("bo"));
    var user = permissions.submit(ANA, Optional.of("ana"));
    var anyone = permissions.submit(ANYONE, Optional.of("ana"));

    // Then
    assertThat(server).isEqualTo(new Granted("bo"));
    assertThat(user).isEqualTo(new ServerOnly());
    assertThat(anyone).isEqualTo(new ServerOnly());
  }

  @Test
  @DisplayName("R151 where users write, each writes his own score alone")
  void usersWriteTheirOwn() {
    // Given
    var permissions = new Permissions(Writers.SIGNED_IN);

    // When
    var unnamed = permissions.submit(ANA, Optional.empty());
    var own = permissions.submit(ANA, Optional.of("ana"));
    var others = permissions.submit(ANA, Optional.of("bo"));
    var anyone = permissions.submit(ANYONE, Optional.of("ana"));

    // Then
    assertThat(unnamed).isEqualTo(new Granted("ana"));
    assertThat(own).isEqualTo(new Granted("ana"));
    assertThat(others).isEqualTo(new NotTheSubject());
    assertThat(anyone).isEqualTo(new ServerOnly());
  }

  @Test
  void aServerSaysWhomItMeans() {
    assertThat(new Permissions(Writers.SERVER).submit(SERVER, Optional.empty()))
        .isEqualTo(new OwnerMissing());
  }

  @Test
  void boardsAreMadeByTheServer() {
    // Given
    var permissions = new Permissions(Writers.SIGNED_IN);

    // Then
    assertThat(permissions.mayDefine(SERVER)).isTrue();
    assertThat(permissions.mayDefine(ANA)).isFalse();
    assertThat(permissions.mayDefine(ANYONE)).isFalse();
  }
}
