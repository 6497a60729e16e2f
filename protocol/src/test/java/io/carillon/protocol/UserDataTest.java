package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {

  @Test
  @DisplayName("R33 an id alone is enough")
  void idAlone() {
    assertThat(UserData.parse("{\"id\":\"12345\"}"))
        .isEqualTo(new UserData("12345", "{}", List.of(), false));
  }

  @Test
  @DisplayName("R33 the info keeps its text, watched ids their order, each once")
  void infoAndWatchlist() {
    // Given
    var info = "{ \"z\":1, \"a\":12345678901234567890.10 }";
    // When
    var data =
        UserData.parse(
            "{\"watchlist\":[\"b\", \"a\\u0020c\",\"b\"],\"user_info\":"
                + info
                + ",\"id\":\"ä/# \",\"more\":[{}]}");
    // Then
    assertThat(data).isEqualTo(new UserData("ä/# ", info, List.of("b", "a c"), false));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 5_000})
  @DisplayName("R33 of a long watchlist the first hundred count")
  void longWatchlist(int ids) {
    // Given
    var watchlist =
        IntStream.range(0, ids).mapToObj(i -> "\"u" + i + "\"").collect(Collectors.joining(","));
    // When
    var data = UserData.parse("{\"id\":\"a\",\"watchlist\":[" + watchlist + "]}");
    // Then
    assertThat(data.watchlist()).hasSize(100).startsWith("u0").endsWith("u99");
    assertThat(data.watchlistCut()).isEqualTo(ids > 100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|must be a JSON object",
        "[]|must be a JSON object",
        "{\"id\":\"a\"|not valid JSON",
        "{\"id\":\"a\"} x|not valid JSON",
        "{\"id\":\"a\",\"id\":\"b\"}|only once",
        "{}|needs an `id`",
        "{\"id\":null}|needs an `id`",
        "{\"id\":\"\"}|needs an `id`",
        "{\"id\":7}|needs an `id`",
        "{\"id\":[\"a\"]}|needs an `id`",
        "{\"id\":\"a\\u0000\"}|no control characters",
        "{\"id\":\"a\\tb\"}|no control characters",
        "{\"id\":\"a\\ud800\"}|no control characters",
        "{\"id\":\"a\",\"watchlist\":\"b\"}|list of strings",
        "{\"id\":\"a\",\"watchlist\":{\"b\":1}}|list of strings",
        "{\"id\":\"a\",\"watchlist\":[7]}|list of strings",
        "{\"id\":\"a\",\"watchlist\":[\"b\",null]}|list of strings",
        "{\"id\":\"a\",\"watchlist\":[[\"b\"]]}|list of strings",
        "{\"id\":\"a\",\"watchlist\":[\"\"]}|Each id of `watchlist`",
        "{\"id\":\"a\",\"watchlist\":[\"b\\n\"]}|Each id of `watchlist`"
      })
  @DisplayName("R33 R150 what is no user is refused with a sentence that says why")
  void refused(String raw, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserData.parse(raw))
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("R33 R150 id, watched id, info and the whole are bounded")
  void bounds() {
    assertThat(UserData.parse("{\"id\":\"" + "i".repeat(200) + "\"}").id()).hasSize(200);
    for (var raw :
        List.of(
            "{\"id\":\"" + "i".repeat(201) + "\"}",
            "{\"id\":\"a\",\"watchlist\":[\"" + "i".repeat(201) + "\"]}",
            "{\"id\":\"a\",\"user_info\":\"" + "i".repeat(1_100) + "\"}",
            "{\"id\":\"a\",\"more\":\"" + "i".repeat(UserData.TEXT_LENGTH_MAX) + "\"}")) {
      assertThatIllegalArgumentException().isThrownBy(() -> UserData.parse(raw));
    }
  }

  @Test
  @DisplayName("R25 R33 a signed-in user is a member with that id and info, when the id is short")
  void asMember() {
    assertThat(UserData.parse("{\"id\":\"a\",\"user_info\":{\"n\":1}}").asMember())
        .isEqualTo(new ChannelData("a", "{\"n\":1}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserData.parse("{\"id\":\"" + "i".repeat(129) + "\"}").asMember())
        .withMessageContaining("128");
  }
}
