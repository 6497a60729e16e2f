package io.carillon.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  @Test
  void aTokenNamesItsIssuer() {
    assertThat(
            TokenIssuer.claimedBy(
                token("{\"sub\":\"a\",\"iss\":\"https://i.example\",\"aud\":[1]}")))
        .contains("https://i.example");
  }

  @Test
  void whatIsNoTokenNamesNobody() {
    assertThat(TokenIssuer.claimedBy("nonsense")).isEmpty();
    assertThat(TokenIssuer.claimedBy("a.%%%.c")).isEmpty();
    assertThat(TokenIssuer.claimedBy(token("{}"))).isEmpty();
    assertThat(TokenIssuer.claimedBy(token("{\"iss\":7}"))).isEmpty();
    assertThat(TokenIssuer.claimedBy(token("[]"))).isEmpty();
    assertThat(TokenIssuer.claimedBy(token("{\"iss\":\"" + "x".repeat(20_000) + "\"}"))).isEmpty();
  }

  private static String token(String claims) {
    return "e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }
}
