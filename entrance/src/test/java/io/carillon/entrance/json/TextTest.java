package io.carillon.entrance.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ParameterizedTest
  @DisplayName("R93 whole Unicode is stored as given")
  @ValueSource(strings = {"a", "é", "😀😀😀😀😀", "<b>", "a\nb", "a\tb", " a "})
  void good(String text) {
    assertThat(Text.lines(5).fault(text)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("R93 control characters and halves of characters are not")
  @ValueSource(strings = {"a\u0000", "\u001b[1m", "a\r\n", "\u0085", "\ud83d", "\ude00", "\ud83dx"})
  void bad(String text) {
    assertThat(Text.lines(50).fault(text)).isPresent();
  }

  @Test
  @DisplayName("R93 a bound counts characters as people do, not halves of them")
  void bound() {
    assertThat(Text.line(5).fault("😀😀😀😀😀😀"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("6", "5"));
  }

  @Test
  void lineHasOneLine() {
    assertThat(Text.line(50).fault("a\nb")).isPresent();
  }
}
