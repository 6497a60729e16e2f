package io.carillon.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppForm;
import io.carillon.apps.AppKey;
import io.carillon.apps.RegisteredApp;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.admin.AppCommand.AddKey;
import io.carillon.gateway.admin.AppCommand.Change;
import io.carillon.gateway.admin.AppCommand.Create;
import io.carillon.gateway.admin.AppCommand.Delete;
import io.carillon.gateway.admin.AppCommand.Pause;
import io.carillon.gateway.admin.AppCommand.WithdrawKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppCommandTest {
  private static final AppKey KEY = new AppKey("key", "secret-1");
  private static final AppKey SECOND = new AppKey("key-2", "secret-2");
  private static final App SHOP = App.of("shop", KEY);
  private static final OptionalLong UNSAID = OptionalLong.empty();

  @Test
  @DisplayName("R9 a new app is version 1, and no app takes another's id")
  void create() {
    assertThat(new Create(SHOP).decide(Optional.empty(), UNSAID))
        .isInstanceOfSatisfying(
            Decision.Write.class,
            write -> {
              assertThat(write.next().version()).isEqualTo(1);
              assertThat(write.next().app()).isEqualTo(SHOP);
            });
    assertRefused(new Create(SHOP).decide(shop(4), UNSAID), 409, "app-exists");
    assertRefused(new Create(SHOP).decide(shop(0), UNSAID), 409, "app-exists");
  }

  @Test
  @DisplayName("R9 a change is the next version of the one that was seen, and of no other")
  void versions() {
    assertThat(written(change("{\"name\":\"New\"}").decide(shop(4), OptionalLong.of(4))).name())
        .isEqualTo("New");
    assertThat(
            ((Decision.Write) change("{\"name\":\"New\"}").decide(shop(4), OptionalLong.of(4)))
                .next()
                .version())
        .isEqualTo(5);
    assertRefused(
        change("{\"name\":\"New\"}").decide(shop(4), OptionalLong.of(3)), 409, "version-conflict");
    assertRefused(
        change("{\"name\":\"New\"}").decide(shop(4), OptionalLong.of(5)), 409, "version-conflict");
    assertRefused(change("{\"name\":\"New\"}").decide(shop(4), UNSAID), 428, "missing-version");
    assertRefused(
        change("{\"name\":\"New\"}").decide(Optional.empty(), OptionalLong.of(4)),
        404,
        "unknown-app");
  }

  @Test
  @DisplayName("R9 a configured app is version 0, and a change of it is its first record")
  void configured() {
    assertThat(
            ((Decision.Write) change("{\"name\":\"New\"}").decide(shop(0), OptionalLong.of(0)))
                .next()
                .version())
        .isEqualTo(1);
    assertRefused(new Delete().decide(shop(0), UNSAID), 409, "configured-app");
  }

  @Test
  @DisplayName("R11 pausing needs no version, unless one is said, and twice is once")
  void pause() {
    assertThat(written(new Pause(true).decide(shop(4), UNSAID)).paused()).isTrue();
    assertRefused(new Pause(true).decide(shop(4), OptionalLong.of(3)), 409, "version-conflict");
    assertThat(new Pause(false).decide(shop(4), UNSAID)).isInstanceOf(Decision.Keep.class);
    assertThat(new Pause(true).decide(paused(), UNSAID)).isInstanceOf(Decision.Keep.class);
    assertThat(written(new Pause(false).decide(paused(), UNSAID)).paused()).isFalse();
  }

  @Test
  @DisplayName("R9 keys are added behind those there are, up to sixteen")
  void addKey() {
    // Given
    var full =
        SHOP.withKeys(
            IntStream.range(0, App.KEYS_MAX).mapToObj(i -> new AppKey("k" + i, "s")).toList());
    // Then
    assertThat(written(new AddKey(SECOND).decide(shop(1), UNSAID)).keys())
        .containsExactly(KEY, SECOND);
    assertRefused(
        new AddKey(SECOND).decide(Optional.of(new RegisteredApp(full, 1)), UNSAID),
        409,
        "too-many-keys");
  }

  @Test
  @DisplayName("R9 the last key cannot be withdrawn, nor one that is not there")
  void withdrawKey() {
    // Given
    var both = Optional.of(new RegisteredApp(SHOP.withKeys(List.of(KEY, SECOND)), 3));
    // Then
    assertThat(written(new WithdrawKey("key").decide(both, UNSAID)).keys()).containsExactly(SECOND);
    assertRefused(new WithdrawKey("key").decide(shop(1), UNSAID), 409, "last-key");
    assertRefused(new WithdrawKey("other").decide(shop(1), UNSAID), 404, "unknown-key");
  }

  @Test
  @DisplayName("R150 a wrong form is refused by what is wrong in it")
  void wrongForm() {
    assertRefused(change("{\"colour\":1}").decide(shop(4), OptionalLong.of(4)), 400, "invalid-app");
  }

  private static Optional<RegisteredApp> shop(long version) {
    return Optional.of(new RegisteredApp(SHOP, version));
  }

  private static Optional<RegisteredApp> paused() {
    return Optional.of(new RegisteredApp(SHOP.asPaused(), 4));
  }

  private static Change change(String body) {
    try {
      return new Change(AppForm.read(body.getBytes(UTF_8)));
    } catch (WrongForm e) {
      throw new AssertionError(e);
    }
  }

  private static App written(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Write.class);
    return ((Decision.Write) decision).next().app();
  }

  private static void assertRefused(Decision decision, int status, String code) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(code);
              assertThat(refused.problem().status()).isEqualTo(status);
            });
  }
}
