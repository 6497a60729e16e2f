package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueryEventTest {
  @Test
  @DisplayName("R36 an event may stand in the query, each channel in a parameter of its own")
  void members() {
    // Given
    var query = "auth_key=k&name=n&data=%7B%22a%22%3A1%7D&channels[]=a,b&channels%5B%5D=c&info=x";
    // When
    var body = body(query);
    // Then
    assertThat(body)
        .isEqualTo(
            "{\"name\":\"n\",\"data\":\"{\\\"a\\\":1}\",\"info\":\"x\",\"channels\":[\"a,b\",\"c\"]}");
  }

  @Test
  @DisplayName("R36 a single channel, and one to leave out")
  void oneChannel() {
    assertThat(body("name=n&data=&channel=x&socket_id=1.2"))
        .isEqualTo("{\"name\":\"n\",\"data\":\"\",\"channel\":\"x\",\"socket_id\":\"1.2\"}");
  }

  @Test
  @DisplayName("A body that is there is the event, whatever the query says")
  void bodyWins() {
    // Given
    var params = QueryParams.parse("name=n&channel=x&data=");
    // Then
    assertThat(QueryEvent.isIn(params, "{}".getBytes(UTF_8))).isFalse();
    assertThat(QueryEvent.isIn(QueryParams.parse("info=x"), new byte[0])).isFalse();
    assertThat(QueryEvent.isIn(params, new byte[0])).isTrue();
  }

  private static String body(String query) {
    return new String(QueryEvent.body(QueryParams.parse(query), query), UTF_8);
  }
}
