package io.carillon.chat.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.chat.domain.Conversation;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  private static final String PREFIX = "carillon.chat.faces.";

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              PREFIX + "profiles.workspace.conversations[0].name", "{id}",
              PREFIX + "profiles.workspace.conversations[0].channel", "private-{id}",
              PREFIX + "profiles.workspace.conversations[0].audience", "members"));

  @Test
  @DisplayName("R67 one app has another face than the rest, by configuration alone")
  void faceOfOneApp() {
    // Given
    settings.put(PREFIX + "profile-of.coach", "coaching");
    settings.put(PREFIX + "profiles.coaching.fields.conversation", "");
    settings.put(PREFIX + "profiles.coaching.fields.content", "message");
    settings.put(PREFIX + "profiles.coaching.conversations[0].name", "support");
    settings.put(PREFIX + "profiles.coaching.conversations[0].channel", "chat-channel");
    settings.put(PREFIX + "profiles.coaching.conversations[0].audience", "signed-in");
    // When
    var profiles = profiles();
    // Then
    assertThat(profiles.of("app-id").name()).isEqualTo("workspace");
    assertThat(profiles.of("coach").fields().content()).isEqualTo("message");
    assertThat(profiles.of("coach").onlyConversation()).contains("support");
    assertThat(profiles.of("coach").conversation("coach", "support"))
        .map(Conversation::channel)
        .contains("chat-channel");
  }

  @Test
  @DisplayName("R164 a profile that cannot work stops the start and says which")
  void impossibleProfile() {
    // Given
    settings.put(PREFIX + "profiles.workspace.fields.conversation", "");
    // Then
    assertThatThrownBy(this::profiles)
        .hasMessageContaining("carillon.chat.faces.profiles.workspace")
        .hasMessageContaining("fields.conversation");
  }

  @Test
  @DisplayName("R164 a profile that nobody defined stops the start")
  void unknownProfile() {
    // Given
    settings.put(PREFIX + "standard", "shop");
    // Then
    assertThatThrownBy(this::profiles).hasMessageContaining("no chat profile 'shop'");
  }

  private Profiles profiles() {
    return new Profiles(
        new SmallRyeConfigBuilder()
            .withMapping(ProfilesConfig.class)
            .withDefaultValues(settings)
            .build()
            .getConfigMapping(ProfilesConfig.class));
  }
}
