package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.protocol.ChannelData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UserJsonTest {
  @Test
  @DisplayName("R151 a member is the token's subject, with name and picture")
  void member() {
    // Given
    var user =
        TestUsers.with(
            "ana", Map.of("name", List.of("Ana \"A\""), "picture", List.of("https://p.example/a")));
    // When, then
    assertThat(UserJson.member(user))
        .isEqualTo(
            "{\"user_id\":\"ana\",\"user_info\":{\"name\":\"Ana \\\"A\\\"\",\"picture\":\"https://p.example/a\"}}");
    assertThat(UserJson.signIn(user)).startsWith("{\"id\":\"ana\",\"user_info\":{");
  }

  @Test
  void aSessionIsOnlyAnId() {
    assertThat(UserJson.session("s-1")).isEqualTo("{\"user_id\":\"s-1\"}");
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    // Given
    var user =
        TestUsers.with(
            "ana", Map.of("name", List.of("Ana"), "picture", List.of("data:" + "x".repeat(2_000))));
    // When
    var member = UserJson.member(user);
    // Then
    assertThat(ChannelData.parse(member).infoJson()).isEqualTo("{\"name\":\"Ana\"}");
  }

  @Test
  void aTokenWithoutANameMakesAMember() {
    assertThat(UserJson.member(TestUsers.with("ana", Map.of())))
        .isEqualTo("{\"user_id\":\"ana\",\"user_info\":{}}");
  }
}
