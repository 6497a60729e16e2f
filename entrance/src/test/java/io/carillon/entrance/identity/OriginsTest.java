package io.carillon.entrance.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.entrance.platform.Environment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OriginsTest {

  private final App unlisted = App.of("app-id", new AppKey("app-key", "a secret"));

  @Test
  @DisplayName("R149 any page in development, none that is not listed in production")
  void unlisted() {
    assertThat(Origins.allows(unlisted, "https://a.example", Environment.DEVELOPMENT)).isTrue();
    assertThat(Origins.allows(unlisted, "https://a.example", Environment.PRODUCTION)).isFalse();
  }
}
