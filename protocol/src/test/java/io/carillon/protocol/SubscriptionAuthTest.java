package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.protocol.SubscriptionAuth.Outcome;
import io.carillon.protocol.SubscriptionAuth.Outcome.Granted;
import io.carillon.protocol.SubscriptionAuth.Outcome.Unformed;
import io.carillon.protocol.SubscriptionAuth.Outcome.UnknownKey;
import io.carillon.protocol.SubscriptionAuth.Outcome.WrongSignature;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionAuthTest {
  private static final String KEY = "278d425bdf160c739803";
  private static final Map<String, String> SECRETS =
      Map.of(KEY, "7ad3773142a6692b25b8", "second", "another");
  private static final SocketId SOCKET = new SocketId("1234.1234");
  private static final String PRIVATE =
      KEY + ":58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4";
  private static final String PRESENCE =
      KEY + ":31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80";
  private static final String MR_CHANNELS =
      "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}";

  @Test
  @DisplayName("R23 the app's signature lets into a private channel")
  void privateChannel() {
    assertThat(check("private-foobar", PRIVATE, null)).isEqualTo(new Granted(KEY));
  }

  @Test
  @DisplayName("R23 a presence subscription is signed with its data")
  void presenceChannel() {
    assertThat(check("presence-foobar", PRESENCE, MR_CHANNELS)).isEqualTo(new Granted(KEY));
    assertThat(check("presence-foobar", PRESENCE, MR_CHANNELS + " "))
        .isInstanceOf(WrongSignature.class);
    assertThat(check("presence-foobar", PRESENCE, null)).isInstanceOf(WrongSignature.class);
  }

  @Test
  @DisplayName("R23 a private subscription that carries data is signed with it")
  void privateWithData() {
    // Given
    var auth = "second:" + Signatures.channel("another", SOCKET, "private-x", "{}");
    // When
    var outcome = check("private-x", auth, "{}");
    // Then
    assertThat(outcome).isEqualTo(new Granted("second"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "abc", ":", "key:", ":signature"})
  @DisplayName("R24 an auth value that is not key:signature is told so")
  void unformed(@Nullable String auth) {
    assertThat(check("private-foobar", auth, null))
        .isEqualTo(
            new Unformed(
                "Auth value for subscription to private-foobar is invalid: should be of format"
                    + " 'key:signature'"));
  }

  @Test
  @DisplayName("R24 a key of another app is named")
  void unknownKey() {
    assertThat(check("private-foobar", "other:00", null))
        .isEqualTo(new UnknownKey("Invalid key in subscription auth data: 'other'"));
  }

  @Test
  @DisplayName("R24 a wrong signature repeats what was signed, never what would be right")
  void wrongSignature() {
    // Given
    var right = PRIVATE.substring(KEY.length() + 1);
    // When
    var outcome = check("private-foobar", KEY + ":" + right.replace('5', '6'), null);
    // Then
    assertThat(outcome)
        .isEqualTo(
            new WrongSignature(
                "Invalid signature: Expected HMAC SHA256 hex digest of 1234.1234:private-foobar, but"
                    + " got "
                    + right.replace('5', '6')));
    assertThat(outcome.toString()).doesNotContain(right);
  }

  @Test
  @DisplayName("R152 a signature holds for its socket and channel only")
  void boundToSocketAndChannel() {
    assertThat(check("private-other", PRIVATE, null)).isInstanceOf(WrongSignature.class);
    assertThat(
            SubscriptionAuth.check(
                new SocketId("1234.1235"),
                new ChannelName("private-foobar"),
                PRIVATE,
                null,
                SubscriptionAuthTest::secretOf))
        .isInstanceOf(WrongSignature.class);
  }

  @Test
  @DisplayName("R33 the app's signature signs a user in")
  void signIn() {
    // Given
    var auth = KEY + ":4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba";
    // When
    var outcome =
        SubscriptionAuth.checkUser(
            SOCKET, auth, "{\"id\":\"12345\"}", SubscriptionAuthTest::secretOf);
    // Then
    assertThat(outcome).isEqualTo(new Granted(KEY));
  }

  @Test
  @DisplayName("R153 what a stranger sends is repeated only in part")
  void longValues() {
    // Given
    var auth = KEY + ":" + "x".repeat(100_000);
    // When
    var outcome = check("presence-foobar", auth, "y".repeat(100_000));
    // Then
    assertThat(outcome.toString()).hasSizeLessThan(1_000);
  }

  private static Outcome check(String channel, @Nullable String auth, @Nullable String data) {
    return SubscriptionAuth.check(
        SOCKET, new ChannelName(channel), auth, data, SubscriptionAuthTest::secretOf);
  }

  private static Optional<String> secretOf(String key) {
    return Optional.ofNullable(SECRETS.get(key));
  }
}
