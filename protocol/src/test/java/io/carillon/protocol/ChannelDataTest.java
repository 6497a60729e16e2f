package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelDataTest {

  @ParameterizedTest
  @ValueSource(strings = {"{\"user_id\":10}", "{\"user_id\":\"10\"}", " {\"user_id\" : 10 } "})
  @DisplayName("R25 10 and \"10\" are one user")
  void idsAreStrings(String raw) {
    assertThat(ChannelData.parse(raw)).isEqualTo(new ChannelData("10", "{}"));
  }

  @Test
  @DisplayName("R25 the info keeps its text: order, spacing, big numbers")
  void infoKeepsItsText() {
    // Given
    var info = "{ \"z\":1, \"a\":12345678901234567890.10,\"s\":\"\\u00e4\\\"}\" }";
    // When
    var data = ChannelData.parse("{\"user_info\":" + info + ",\"user_id\":\"a\",\"more\":[1]}");
    // Then
    assertThat(data).isEqualTo(new ChannelData("a", info));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null|{}",
        "\"Ann \\\"A\\\"\"|\"Ann \\\"A\\\"\"",
        "[1, 2]|[1, 2]",
        "7|7",
        "true|true"
      })
  @DisplayName("R25 any JSON value is info, none is an empty object")
  void anyInfo(String given, String kept) {
    assertThat(ChannelData.parse("{\"user_id\":\"a\",\"user_info\":" + given + "}").infoJson())
        .isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|must be a JSON object",
        "[]|must be a JSON object",
        "\"a\"|must be a JSON object",
        "{\"user_id\":\"a\"|not valid JSON",
        "{\"user_id\":\"a\"} x|not valid JSON",
        "{\"user_id\":\"a\"}{}|nothing behind it",
        "{}|has no `user_id`",
        "{\"user_id\":null}|has no `user_id`",
        "{\"user_id\":\"\"}|must not be empty",
        "{\"user_id\":\"\\u0000\"}|no control characters",
        "{\"user_id\":\"a\\u0007b\"}|no control characters",
        "{\"user_id\":\"\\ud800\"}|only whole ones",
        "{\"user_id\":\"a\\udc00b\"}|only whole ones",
        "{\"user_id\":{}}|must be a string or a number",
        "{\"user_id\":[1]}|must be a string or a number",
        "{\"user_id\":true}|must be a string or a number",
        "{\"user_id\":1,\"user_id\":2}|may stand only once",
      })
  @DisplayName("R24 data that names no user is refused with the reason")
  void refused(String raw, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelData.parse(raw))
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("R26 a user id has at most 128 characters, the info 1 KB, or what is set")
  void limits() {
    // Given
    var id = "{\"user_id\":\"%s\"}";
    var info = "{\"user_id\":\"a\",\"user_info\":\"%s\"}";
    // When
    var longest = ChannelData.parse(id.formatted("x".repeat(128)));
    var biggest = ChannelData.parse(info.formatted("ü".repeat(511)));
    var asSet = ChannelData.parse(id.formatted("x".repeat(200)), 200, 1024);
    // Then
    assertThat(longest.userId()).hasSize(128);
    assertThat(biggest.infoJson()).hasSize(513);
    assertThat(asSet.userId()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelData.parse(id.formatted("x".repeat(129))))
        .withMessage("`user_id` has at most 128 characters, this one has 129");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelData.parse(info.formatted("ü".repeat(512))))
        .withMessage("`user_info` has at most 1024 bytes, this one has 1026");
  }
}
