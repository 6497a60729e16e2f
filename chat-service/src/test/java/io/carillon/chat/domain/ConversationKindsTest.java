package io.carillon.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.chat.domain.Audience.Members;
import io.carillon.chat.domain.Audience.SignedIn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationKindsTest {

  private final ConversationKinds kinds =
      new ConversationKinds(
          List.of(
              kind("workspace-{id}", "presence-workspace-{id}", new SignedIn(Optional.empty())),
              kind("{id}", "private-{id}", new Members())),
          List.of("private-encrypted-", "private-user-"));

  @ParameterizedTest
  @DisplayName("R21 each conversation speaks on the app's own channel")
  @CsvSource({
    "workspace-demo,presence-workspace-demo",
    "general,private-general",
    "workspace-,private-workspace-",
  })
  void channelOfName(String name, String channel) {
    // When
    var conversation = kinds.named(new ConversationId("app-id", name));
    // Then
    assertThat(conversation).map(Conversation::channel).contains(channel);
  }

  @ParameterizedTest
  @DisplayName("R90 a channel leads back to the conversation that speaks on it")
  @CsvSource({
    "presence-workspace-demo,workspace-demo",
    "private-general,general",
    "private-workspace-,workspace-",
  })
  void conversationOfChannel(String channel, String name) {
    // When
    var conversation = kinds.speakingOn("app-id", channel);
    // Then
    assertThat(conversation).map(Conversation::id).contains(new ConversationId("app-id", name));
  }

  @ParameterizedTest
  @DisplayName("R90 no other channel leads to a conversation")
  @ValueSource(
      strings = {
        "private-workspace-demo",
        "presence-workspace-",
        "presence-other",
        "private-",
        "private-a b",
        "private-user-ana",
        "private-encrypted-x",
        "public",
        "",
      })
  void noConversation(String channel) {
    // When
    var conversation = kinds.speakingOn("app-id", channel);
    // Then
    assertThat(conversation).isEmpty();
  }

  @Test
  @DisplayName("R152 nobody founds a conversation on another user's own channel")
  void reservedChannel() {
    // When
    var conversation = kinds.named(new ConversationId("app-id", "user-ana"));
    // Then
    assertThat(conversation).isEmpty();
  }

  @Test
  @DisplayName("R67 one fixed conversation needs no id in its channel")
  void fixedConversation() {
    // Given
    var one =
        new ConversationKinds(
            List.of(kind("support", "chat-channel", new SignedIn(Optional.empty()))), List.of());
    // When
    var conversation = one.speakingOn("app-id", "chat-channel");
    // Then
    assertThat(conversation).map(Conversation::id).map(ConversationId::name).contains("support");
  }

  @Test
  void halfOpenKindIsRefused() {
    assertThatThrownBy(() -> kind("support", "private-{id}", new Members()))
        .hasMessageContaining("{id}");
  }

  private static ConversationKind kind(String name, String channel, Audience audience) {
    return new ConversationKind(NameTemplate.parse(name), NameTemplate.parse(channel), audience);
  }
}
