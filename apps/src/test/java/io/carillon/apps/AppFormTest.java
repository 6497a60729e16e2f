package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppFormTest {
  private static final AppKey KEY = new AppKey("fresh-key", "fresh-secret");

  @Test
  @DisplayName("R9 what is shown has every setting, the version, and no secret")
  void shown() {
    // When
    var shown = AppForm.shown(new RegisteredApp(Samples.complete(), 7));
    // Then
    assertThat(shown.toString()).doesNotContain(Samples.SECRET).doesNotContain("another-one");
    assertThat(shown.get("keys").toString())
        .isEqualTo("[{\"key\":\"shop-key\"},{\"key\":\"shop-key-2\"}]");
    assertThat(shown.get("version").asLong()).isEqualTo(7);
    assertThat(shown.get("source").asText()).isEqualTo("topic");
    assertThat(AppForm.shown(new RegisteredApp(Samples.complete(), 0)).get("source").asText())
        .isEqualTo("file");
  }

  @Test
  @DisplayName("R9 what was shown may be sent back, and changes nothing")
  void sentBack() throws WrongForm {
    // Given
    var app = Samples.complete();
    var shown = AppForm.shown(new RegisteredApp(app, 7));
    shown.remove(List.of("keys", "source", "paused"));
    // When
    var form = form(shown.toString());
    // Then
    assertThat(form.changed(app)).isEqualTo(app);
    assertThat(form.version()).isEqualTo(OptionalLong.of(7));
  }

  @Test
  @DisplayName("R9 a new app has the given id or a fresh one, and the fresh key")
  void created() throws WrongForm {
    // When
    var named = form("{\"id\":\"shop\",\"clientEvents\":true}").created("fresh-id", KEY);
    var unnamed = form("").created("fresh-id", KEY);
    // Then
    assertThat(named.id()).isEqualTo("shop");
    assertThat(named.features()).isEqualTo(Set.of(Feature.CLIENT_EVENTS));
    assertThat(unnamed).isEqualTo(App.of("fresh-id", KEY));
  }

  @Test
  @DisplayName("R145 a preset sets the limits, those beside it count before it")
  void preset() throws WrongForm {
    // When
    var made =
        form("{\"preset\":\"sandbox\",\"limits\":{\"connections\":7,\"messagesPerDay\":null}}")
            .created("fresh-id", KEY);
    var changed = form("{\"preset\":\"pro\"}").changed(made);
    // Then
    assertThat(made.limits().connections()).isEqualTo(7);
    assertThat(made.limits().messagesPerDay()).isEqualTo(AppLimits.NONE);
    assertThat(changed.limits()).isEqualTo(LimitsPreset.PRO.limits());
  }

  @Test
  @DisplayName("R9 a change leaves what it does not name, within limits too")
  void changed() throws WrongForm {
    // Given
    var app = Samples.complete();
    // When
    var changed =
        form("{\"name\":\"Other\",\"watchlist\":false,\"limits\":{\"channels\":null},\"users\":null}")
            .changed(app);
    // Then
    assertThat(changed.name()).isEqualTo("Other");
    assertThat(changed.has(Feature.WATCHLIST)).isFalse();
    assertThat(changed.has(Feature.CLIENT_EVENTS)).isTrue();
    assertThat(changed.limits().channels()).isEqualTo(AppLimits.NONE);
    assertThat(changed.limits().connections()).isEqualTo(app.limits().connections());
    assertThat(changed.users()).isNull();
    assertThat(changed.webhooks()).isEqualTo(app.webhooks());
    assertThat(changed.keys()).isEqualTo(app.keys());
    assertThat(changed.paused()).isTrue();
    assertThat(form("{\"limits\":null}").changed(app).limits()).isEqualTo(AppLimits.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"clientEvent\":true} | field \"clientEvent\" is not known; known are",
        "{\"paused\":true} | field \"paused\" is not known",
        "{\"keys\":[]} | field \"keys\" is not known",
        "{\"secret\":\"x\"} | field \"secret\" is not known",
        "{\"clientEvents\":1} | field \"clientEvents\" must be true or false, not a number",
        "{\"limits\":{\"connections\":\"9\"}} | field \"limits.connections\" must be a whole number",
        "{\"limits\":{\"connection\":9}} | field \"limits.connection\" is not known; known are",
        "{\"limits\":{\"connections\":0}} | limit connections is at least 1",
        "{\"limits\":[]} | field \"limits\" must be an object",
        "{\"preset\":\"gold\"} | field \"preset\" must be one of unlimited, sandbox,",
        "{\"preset\":1} | field \"preset\" must be a string",
        "{\"webhooks\":[{\"url\":\"ftp://x\"}]} | field \"webhooks[0]\": a webhook's url is",
        "{\"origins\":[\"shop.example\"]} | an origin is like https://shop.example",
        "{\"id\":\"other\"} | field \"id\" cannot be changed",
        "{\"name\":\"\\ud800\"} | half a character",
        "{\"name\":\"a\",\"name\":\"b\"} | not valid JSON, or has a name twice: look at line 1",
        "{} {} | not valid JSON",
        "[] | must be a JSON object",
        "{\"version\":-1} | field \"version\" must be 0 or more",
        "{\"version\":\"1\"} | field \"version\" must be a whole number",
      })
  @DisplayName("R150 a wrong form is refused with its field and what to change")
  void wrong(String body, String why) {
    assertThatExceptionOfType(WrongForm.class)
        .isThrownBy(() -> {
          var form = form(body);
          var _ = form.version();
          form.changed(Samples.app("shop"));
        })
        .satisfies(e -> assertThat(e.why()).contains(why));
  }

  @Test
  @DisplayName("R150 a body that is nested too deeply is refused, and no command takes settings")
  void bounds() {
    assertThatExceptionOfType(WrongForm.class)
        .isThrownBy(() -> form("{\"users\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
    assertThatExceptionOfType(WrongForm.class)
        .isThrownBy(() -> form("{\"name\":\"x\"}").withoutSettings());
  }

  private static AppForm form(String body) throws WrongForm {
    return AppForm.read(body.getBytes(UTF_8));
  }
}
