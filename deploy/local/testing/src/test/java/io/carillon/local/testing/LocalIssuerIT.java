package io.carillon.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalIssuerIT {

  @Test
  void tokenNamesThePersonAndCarriesTheClaims() throws IOException {
    try (var issuer = LocalIssuer.start()) {
      // Given
      Map<String, Object> wanted = Map.of("name", "Ana & Bo", "workspaces", List.of("demo"));
      // When
      var token = claims(issuer.token("ana", wanted));
      // Then
      assertThat(token.get("iss").asText()).isEqualTo(issuer.issuer());
      assertThat(token.get("sub").asText()).isEqualTo("ana");
      assertThat(token.get("name").asText()).isEqualTo("Ana & Bo");
      assertThat(token.get("workspaces").get(0).asText()).isEqualTo("demo");
    }
  }

  @Test
  void signsAgainAfterItsDeath() throws IOException {
    try (var issuer = LocalIssuer.start()) {
      // Given
      issuer.kill9();
      // When
      issuer.restart();
      // Then
      assertThat(claims(issuer.token("bo")).get("sub").asText()).isEqualTo("bo");
    }
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }
}
