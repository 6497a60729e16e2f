package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.carillon.apps.AppRegistry.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppRegistryTest {
  // Port 1 of loopback answers nobody.
  private static final Map<String, Object> NO_BROKER =
      Map.of("bootstrap.servers", "127.0.0.1:1", "sasl.jaas.config", "password=hush-hush");

  @TempDir private Path directory;

  @Test
  @DisplayName("R12 configured apps show at once, although it is not ready without a broker")
  void withoutBroker() throws IOException {
    // Given
    var file = file("shop", "s3cr3t");
    // When
    try (var registry = AppRegistry.start(production(file, PlatformKey.generate()))) {
      // Then
      assertThat(registry.byKey("shop-key").map(App::id)).contains("shop");
      assertThat(registry.byId("shop")).isPresent();
      assertThat(registry.all()).hasSize(1);
      assertThat(registry.version("shop")).isZero();
      assertThat(registry.ready()).isFalse();
      assertThat(registry.state()).contains("not read yet");
    }
  }

  @Test
  @DisplayName("R6 the development secret is refused in production, with what to do")
  void developmentSecretInProduction() throws IOException {
    // Given
    var settings = production(file("app-id", AppKey.DEVELOPMENT_SECRET), null);
    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> AppRegistry.start(settings))
        .withMessageContaining("app-id")
        .withMessageContaining("development secret")
        .withMessageContaining("carillon.environment")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(AppKey.DEVELOPMENT_SECRET));
  }

  @Test
  @DisplayName("R12 the development secret is good for development")
  void developmentSecretInDevelopment() throws IOException {
    // Given
    var file = file("app-id", AppKey.DEVELOPMENT_SECRET);
    // When
    try (var registry =
        AppRegistry.start(new Settings(NO_BROKER, "carillon.apps", file, null, true))) {
      // Then
      assertThat(registry.byKey("app-id-key")).isPresent();
    }
  }

  @Test
  @DisplayName("R164 a platform key that is none stops the start, with the setting's name")
  void badPlatformKey() throws IOException {
    // Given
    var settings = production(file("shop", "s3cr3t"), "hush-hush");
    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> AppRegistry.start(settings))
        .withMessage(
            "carillon.apps.platform-key cannot be used: the platform key must be base64 of 32 bytes");
  }

  @Test
  @DisplayName("R6 settings show no key and no password")
  void settingsHideSecrets() throws IOException {
    assertThat(production(file("shop", "s3cr3t"), "hush-hush").toString()).doesNotContain("hush");
  }

  private Settings production(Path file, @Nullable String platformKey) {
    return new Settings(NO_BROKER, "carillon.apps", file, platformKey, false);
  }

  private Path file(String id, String secret) throws IOException {
    return Files.writeString(
        directory.resolve("apps.json"),
        "[{\"id\":\"%s\",\"key\":\"%s-key\",\"secret\":\"%s\"}]".formatted(id, id, secret));
  }
}
