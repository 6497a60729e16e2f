package io.carillon.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueryParamsTest {
  @Test
  @DisplayName("R40 encoded and plain values are the same parameter")
  void encodedAndPlain() {
    assertThat(QueryParams.parse("info=a,b&x=%2Bc"))
        .containsEntry("info", "a,b")
        .containsEntry("x", "+c");
    assertThat(QueryParams.parse("info=a%2Cb")).containsEntry("info", "a,b");
  }

  @Test
  void valuesAreDecodedOnce() {
    assertThat(QueryParams.parse("a=%2541")).containsEntry("a", "%41");
  }

  @Test
  void whatIsNoEncodingStandsForItself() {
    assertThat(QueryParams.parse("a=50%&b=%zz"))
        .containsEntry("a", "50%")
        .containsEntry("b", "%zz");
  }

  @Test
  void repeatedValuesAreJoined() {
    assertThat(QueryParams.parse("channels[]=a&channels[]=b")).containsEntry("channels[]", "a,b");
  }

  @Test
  void emptyPartsAreNothing() {
    assertThat(QueryParams.parse("&&a&b=&=c&"))
        .containsEntry("a", "")
        .containsEntry("b", "")
        .containsEntry("", "c")
        .hasSize(3);
    assertThat(QueryParams.parse(null)).isEmpty();
    assertThat(QueryParams.parse("")).isEmpty();
  }
}
