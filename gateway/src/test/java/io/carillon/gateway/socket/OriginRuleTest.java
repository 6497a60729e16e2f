package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OriginRuleTest {
  private static final App WITHOUT_LIST = App.of("app", new AppKey("key", "secret-1"));

  @Test
  @DisplayName("R149 in production no page connects to an app that lists none")
  void closed() {
    assertThat(new OriginRule(false).allows(WITHOUT_LIST, "https://shop.example")).isFalse();
  }

  @Test
  @DisplayName("R149 in development every page connects to it")
  void open() {
    assertThat(new OriginRule(true).allows(WITHOUT_LIST, "https://shop.example")).isTrue();
  }

  @Test
  @DisplayName("R149 a client that is no page is not stopped by origins")
  void noPage() {
    assertThat(new OriginRule(false).allows(WITHOUT_LIST, null)).isTrue();
  }
}
