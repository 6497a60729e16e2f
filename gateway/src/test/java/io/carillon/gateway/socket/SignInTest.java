package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.AppLimits;
import io.carillon.gateway.socket.SignIn.Outcome;
import io.carillon.protocol.ClientFrame;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import io.carillon.protocol.UserData;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
  private static final SocketId SOCKET = new SocketId("1.2");
  private static final String ANA = "{\"id\":\"ana\"}";
  private static final App APP = App.of("app", new AppKey("key", "secret"));
  private static final App TWO_KEYS =
      new App(
          "app",
          "app",
          List.of(new AppKey("other", "other-secret"), new AppKey("key", "secret")),
          Set.of(),
          false,
          List.of(),
          List.of(),
          AppLimits.DEFAULT,
          null);

  @Test
  @DisplayName("R33 who was signed by the app is who signs in")
  void accepted() {
    // When
    var outcome = decide("key:" + Signatures.user("secret", SOCKET, ANA), ANA, null);
    // Then
    assertThat(outcome)
        .isEqualTo(new Outcome.Accepted(new UserData("ana", "{}", List.of(), false)));
  }

  @Test
  @DisplayName("R33 every key of the app signs")
  void everyKey() {
    for (var key : TWO_KEYS.keys()) {
      // Given
      var auth = key.key() + ":" + Signatures.user(key.secret(), SOCKET, ANA);
      // When
      var outcome = SignIn.decide(TWO_KEYS, SOCKET, new ClientFrame.SignIn(auth, ANA), null);
      // Then
      assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
  }

  @Test
  @DisplayName("R33 the same user may sign in again, another one may not")
  void again() {
    // Given
    var auth = "key:" + Signatures.user("secret", SOCKET, ANA);
    // When
    var same = decide(auth, ANA, UserData.parse("{\"id\":\"ana\",\"user_info\":1}"));
    var other = decide(auth, ANA, UserData.parse("{\"id\":\"bo\"}"));
    // Then
    assertThat(same).isInstanceOf(Outcome.Accepted.class);
    assertThat(other).isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "key", "key:", ":sig", "key:bad", "other:bad", "key:\u0000", "::user::"})
  @DisplayName("R33 R150 what the app did not sign is refused unread")
  void refused(String auth) {
    assertThat(decide(auth, "not even JSON", null)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  @DisplayName("R33 the signature of another socket, string or purpose is none")
  void otherSignatures() {
    for (var signature :
        List.of(
            Signatures.user("secret", new SocketId("1.3"), ANA),
            Signatures.user("secret", SOCKET, ANA + " "),
            Signatures.user("other", SOCKET, ANA),
            Signatures.channel("secret", SOCKET, "user", ANA))) {
      assertThat(decide("key:" + signature, ANA, null)).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  @DisplayName("R33 signed data without a user is refused with a sentence")
  void signedNonsense() {
    // When
    var outcome = decide("key:" + Signatures.user("secret", SOCKET, "{}"), "{}", null);
    // Then
    assertThat(outcome)
        .isEqualTo(new Outcome.Refused("`user_data` needs an `id` that is a string and not empty"));
  }

  private static Outcome decide(String auth, String userData, @Nullable UserData before) {
    return SignIn.decide(APP, SOCKET, new ClientFrame.SignIn(auth, userData), before);
  }
}
