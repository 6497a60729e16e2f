package io.carillon.entrance.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppIssuersTest {

  @Test
  @DisplayName("R148 a token names its issuer before anything of it is verified")
  void named() {
    assertThat(
            AppIssuers.claimedIssuer(
                bearer("{\"sub\":\"ana\",\"iss\":\"https://issuer.example\"}")))
        .contains("https://issuer.example");
  }

  @Test
  @DisplayName("the scheme is Bearer in any case")
  void anyCase() {
    assertThat(
            AppIssuers.claimedIssuer(
                bearer("{\"iss\":\"https://issuer.example\"}").replace("Bearer", "bearer")))
        .contains("https://issuer.example");
  }

  @ParameterizedTest
  @DisplayName("what is no token names nobody, and is left to the standard issuer")
  @ValueSource(strings = {"", "Bearer x", "Bearer a.%%%.c", "Bearer a.b", "Basic YTpi"})
  void noToken(String authorization) {
    assertThat(AppIssuers.claimedIssuer(authorization)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("claims without an issuer name nobody")
  @ValueSource(strings = {"{}", "[]", "{\"iss\":7}", "{"})
  void noIssuer(String claims) {
    assertThat(AppIssuers.claimedIssuer(bearer(claims))).isEmpty();
  }

  private static String bearer(String claims) {
    return "Bearer e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }
}
