package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueryTextTest {
  @Test
  @DisplayName("R15 the protocol number is found wherever it stands in the query")
  void findsParameter() {
    // Then
    assertThat(QueryText.value("client=js&protocol=7", "protocol")).isEqualTo("7");
    assertThat(QueryText.value("protocol=%37", "protocol")).isEqualTo("7");
    assertThat(QueryText.value("xprotocol=7", "protocol")).isNull();
    assertThat(QueryText.value("protocol=%zz", "protocol")).isNull();
    assertThat(QueryText.value(null, "protocol")).isNull();
  }
}
