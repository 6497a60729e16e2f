package io.carillon.chat.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.entrance.platform.Environment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OriginsTest {

  private final App unlisted = App.of("app-id", new AppKey("app-key", "a secret"));

  @Test
  @DisplayName("R149 without a list: closed in production, open in development")
  void unlisted() {
    assertThat(Origins.allows(unlisted, "https://a.example", Environment.PRODUCTION)).isFalse();
    assertThat(Origins.allows(unlisted, "https://a.example", Environment.DEVELOPMENT)).isTrue();
  }
}
