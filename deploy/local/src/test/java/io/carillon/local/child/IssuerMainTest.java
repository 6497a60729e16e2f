package io.carillon.local.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IssuerMainTest {

  @Test
  void refusesWithoutTheWordDevelopment() {
    // When
    var unset = IssuerMain.refusal(null, "127.0.0.1");
    var production = IssuerMain.refusal("production", "127.0.0.1");
    // Then
    assertThat(unset).contains("CARILLON_ENVIRONMENT=development");
    assertThat(production).contains("CARILLON_ENVIRONMENT=development");
  }

  @Test
  void refusesToListenBeyondTheLoopback() {
    // When
    var everywhere = IssuerMain.refusal("development", "0.0.0.0");
    // Then
    assertThat(everywhere).contains("127.0.0.1");
  }

  @Test
  void startsInDevelopmentOnTheLoopback() {
    // When
    var refusal = IssuerMain.refusal("development", "127.0.0.1");
    // Then
    assertThat(refusal).isEmpty();
  }
}
