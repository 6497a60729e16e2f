package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of docs/pusher-protocol.md, sections 3.4, 8 and 9.1.
class SignaturesTest {
  private static final String SECRET = "7ad3773142a6692b25b8";
  private static final SocketId SOCKET = new SocketId("1234.1234");

  @ParameterizedTest
  @CsvSource({
    "private-foobar, 58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",
    "private-encrypted-foobar, e6a18892d037c5d5e76a2265df4f086ffc38631605530dfd214aa5bff495f533",
  })
  @DisplayName("R23 a private subscription signs to the documented vector")
  void privateChannel(String channel, String signature) {
    assertThat(Signatures.channel(SECRET, SOCKET, channel, null)).isEqualTo(signature);
  }

  @Test
  @DisplayName("R23 a presence subscription signs to the documented vector")
  void presenceChannel() {
    // Given
    var data = "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}";
    // When
    var signature = Signatures.channel(SECRET, SOCKET, "presence-foobar", data);
    // Then
    assertThat(signature)
        .isEqualTo("31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80");
  }

  @Test
  @DisplayName("R33 a sign-in signs to the documented vector")
  void signIn() {
    assertThat(Signatures.user(SECRET, SOCKET, "{\"id\":\"12345\"}"))
        .isEqualTo("4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba");
  }

  @Test
  @DisplayName("R46 a webhook's body signs to the documented vector")
  void webhook() {
    // Given
    var body =
        "{\"time_ms\":1327078148132,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"my-channel\"}]}";
    // When
    var signature = Signatures.webhook(SECRET, body.getBytes(UTF_8));
    // Then
    assertThat(signature)
        .isEqualTo("c19001ae3963ccb13bf618e5b16ba9848e7e74df0993aa0689168e341c6833cf");
  }

  @Test
  @DisplayName("R40 a body hashes to the documented vectors")
  void bodies() {
    assertThat(
            Signatures.bodyMd5(
                "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}"
                    .getBytes(UTF_8)))
        .isEqualTo("ec365a775a4cd0599faeb73354201b6f");
    assertThat(Signatures.bodyMd5("{}".getBytes(UTF_8)))
        .isEqualTo("99914b932bd37a50b983c5e7c90ae93b");
  }

  @Test
  @DisplayName("R40 what is signed is method, path and the parameters sorted by lower-cased name")
  void requestText() {
    // Given
    var params =
        Map.of(
            "info", "user_count",
            "Filter_By_Prefix", "presence-",
            "auth_version", "1.0",
            "auth_timestamp", "1353088179",
            "AUTH_KEY", "278d425bdf160c739803",
            "auth_signature", "left out");
    // When
    var text = Signatures.requestText("GET", "/apps/3/channels", params);
    // Then
    assertThat(text)
        .isEqualTo(
            "GET\n/apps/3/channels\nauth_key=278d425bdf160c739803&auth_timestamp=1353088179"
                + "&auth_version=1.0&filter_by_prefix=presence-&info=user_count");
  }

  @Test
  @DisplayName("R40 equal signatures are the same, others are not")
  void same() {
    assertThat(Signatures.same("abc", "abc")).isTrue();
    assertThat(Signatures.same("abc", "abd")).isFalse();
    assertThat(Signatures.same("abc", "abcd")).isFalse();
    assertThat(Signatures.same("abc", "")).isFalse();
  }
}
