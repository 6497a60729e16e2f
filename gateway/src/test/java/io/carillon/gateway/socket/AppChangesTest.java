package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.protocol.CloseCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppChangesTest {
  private static final App SHOP = App.of("shop", new AppKey("key", "secret-1"));

  @Test
  @DisplayName("R11 a connection stays while its app is there, is not paused, and has its key")
  void stays() {
    assertThat(AppChanges.objection(Optional.of(SHOP), "key")).isEmpty();
    assertThat(
            AppChanges.objection(
                Optional.of(
                    SHOP.withKeys(
                        List.of(new AppKey("new", "secret-2"), new AppKey("key", "secret-1")))),
                "key"))
        .isEmpty();
  }

  @Test
  @DisplayName("R11, R9 the code says what is wrong: paused, or no such key any more")
  void goes() {
    assertThat(AppChanges.objection(Optional.of(SHOP.asPaused()), "key"))
        .contains(CloseCode.APP_DISABLED);
    assertThat(AppChanges.objection(Optional.empty(), "key")).contains(CloseCode.UNKNOWN_APP);
    assertThat(AppChanges.objection(Optional.of(SHOP), "withdrawn"))
        .contains(CloseCode.UNKNOWN_APP);
  }
}
