package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

  @ParameterizedTest
  @CsvSource({
    "chat-channel, PUBLIC",
    "my-private-room, PUBLIC",
    "my-cache-x, PUBLIC",
    "privateer, PUBLIC",
    "cache-x, CACHE",
    "private-x, PRIVATE",
    "private-cache-x, PRIVATE_CACHE",
    "private-encrypted-x, PRIVATE_ENCRYPTED",
    "private-encrypted-cache-x, PRIVATE_ENCRYPTED_CACHE",
    "presence-x, PRESENCE",
    "presence-cache-x, PRESENCE_CACHE",
    "presence-cache, PRESENCE",
    "'#server-to-user-u1', SERVER_TO_USER",
  })
  @DisplayName("R19 the beginning of a name decides its kind, the longest prefix first")
  void kindByPrefix(String name, ChannelKind kind) {
    assertThat(new ChannelName(name).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "presence-workspace-7",
        "private-user-auth0_12",
        "client-7",
        "developer-inbox",
        "leaderboard-channel",
        "class-3-channel",
        "A-Za-z0-9_-=@,.;"
      })
  @DisplayName("R21 the names that apps use are legal")
  void namesInUse(String name) {
    assertThat(new ChannelName(name)).hasToString(name);
  }

  @Test
  @DisplayName("R20 a channel whose name begins with client- is an ordinary public channel")
  void clientChannelIsPublic() {
    // Given
    var channel = new ChannelName("client-7");
    // When
    var kind = channel.kind();
    // Then
    assertThat(kind).isEqualTo(ChannelKind.PUBLIC);
    assertThat(kind.authorized()).isFalse();
    assertThat(kind.takesClientEvents()).isFalse();
  }

  @Test
  @DisplayName("R19 a name has at most 200 characters")
  void longNames() {
    assertThat(new ChannelName("x".repeat(200)).value()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelName("x".repeat(201)))
        .withMessage("A channel name has at most 200 characters, this one has 201");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "a#b",
        "#other",
        "#server-to-user",
        "ü",
        "a\n",
        "a\tb",
        "[x]"
      })
  @DisplayName("R19 other characters are refused")
  void illegalNames(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ChannelName(name));
  }

  @Test
  @DisplayName("R19 a refusal names the character and where it stands")
  void refusalNamesTheCharacter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelName("room 7"))
        .withMessageContaining("U+0020 at position 4");
  }

  @Test
  @DisplayName("R33 a user's own channel takes any id that is text")
  void serverToUserTakesAnyId() {
    assertThat(ChannelName.ofUser("ann@example.com/ü {7}").kind())
        .isEqualTo(ChannelKind.SERVER_TO_USER);
    assertThatIllegalArgumentException().isThrownBy(() -> ChannelName.ofUser(""));
    assertThatIllegalArgumentException().isThrownBy(() -> ChannelName.ofUser("a\tb"));
    assertThatIllegalArgumentException().isThrownBy(() -> ChannelName.ofUser("a\ud800"));
    assertThatIllegalArgumentException().isThrownBy(() -> ChannelName.ofUser("x".repeat(201)));
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, false, false, false, false",
    "CACHE, false, false, true, false",
    "PRIVATE, true, false, false, true",
    "PRIVATE_CACHE, true, false, true, true",
    "PRIVATE_ENCRYPTED, true, false, false, true",
    "PRIVATE_ENCRYPTED_CACHE, true, false, true, true",
    "PRESENCE, true, true, false, true",
    "PRESENCE_CACHE, true, true, true, true",
    "SERVER_TO_USER, false, false, false, false",
  })
  @DisplayName("R19 each kind has its rules")
  void rulesOfKinds(
      ChannelKind kind, boolean authorized, boolean presence, boolean cached, boolean clients) {
    assertThat(kind.authorized()).isEqualTo(authorized);
    assertThat(kind.presence()).isEqualTo(presence);
    assertThat(kind.cached()).isEqualTo(cached);
    assertThat(kind.takesClientEvents()).isEqualTo(clients);
  }
}
