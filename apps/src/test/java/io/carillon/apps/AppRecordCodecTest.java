package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.carillon.apps.AppRecordCodec.Reading;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppRecordCodecTest {
  private final AppRecordCodec codec = new AppRecordCodec(Samples.PLATFORM_KEY);

  @Test
  @DisplayName("R9 a record gives back the app that was written, with every setting")
  void roundTrip() {
    // Given
    var record = new AppRecord(7, Samples.complete());
    // When
    var reading = codec.decode("shop", codec.encode(record));
    // Then
    assertThat(reading).isEqualTo(new Reading.Opened(record));
  }

  @Test
  @DisplayName("R145 no limit is written as null and read as no limit")
  void noLimits() {
    // Given
    var none = AppLimits.NONE;
    var app = Samples.app("shop");
    var open =
        new App(
            app.id(),
            app.name(),
            app.keys(),
            Set.of(),
            false,
            app.webhooks(),
            app.origins(),
            new AppLimits(none, none, none, none, none, none, none, none, 1, none),
            null);
    // When
    var reading = codec.decode("shop", codec.encode(new AppRecord(1, open)));
    // Then
    assertThat(reading).isEqualTo(new Reading.Opened(new AppRecord(1, open)));
  }

  @Test
  @DisplayName("R6 the record of an app carries its secrets sealed only")
  void secretsAreSealed() {
    assertThat(new String(codec.encode(new AppRecord(1, Samples.complete())), UTF_8))
        .contains("shop-key")
        .doesNotContain(Samples.SECRET)
        .doesNotContain("another-one");
  }

  @Test
  @DisplayName("R6 a record sealed by another key is told from a broken one")
  void otherPlatformKey() {
    // Given
    var value = codec.encode(new AppRecord(1, Samples.app("shop")));
    // When
    var other = new AppRecordCodec(PlatformKey.of(PlatformKey.generate())).decode("shop", value);
    var none = new AppRecordCodec(null).decode("shop", value);
    // Then
    assertThat(other)
        .isEqualTo(
            new Reading.Sealed(
                "its secrets were sealed by another key than carillon.apps.platform-key"));
    assertThat(none)
        .isEqualTo(new Reading.Sealed("its secrets are sealed: set carillon.apps.platform-key"));
  }

  @Test
  @DisplayName("R6 without a platform key nothing is written")
  void noPlatformKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AppRecordCodec(null).encode(new AppRecord(1, Samples.app("shop"))))
        .withMessageContaining("carillon.apps.platform-key");
  }

  @Test
  @DisplayName("R150 a field that this version does not know is ignored")
  void unknownField() {
    // Given
    var record = new AppRecord(1, Samples.app("shop"));
    var text = new String(codec.encode(record), UTF_8).replace("{", "{\"new\":[1],");
    // When
    var reading = codec.decode("shop", text.getBytes(UTF_8));
    // Then
    assertThat(reading).isEqualTo(new Reading.Opened(record));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|must be an object",
        "{|not valid JSON",
        "[]|must be an object",
        "{}|\"id\" is missing",
        "{\"id\":\"other\"}|\"id\" is not the record's key",
        "{\"id\":\"shop\",\"version\":1}|an app has 1 to 16 keys",
        "{\"id\":\"shop\",\"version\":1,\"keys\":[{\"key\":\"k\"}]}|\"keys[0].sealed\" is missing",
        "{\"id\":\"shop\",\"version\":1,\"keys\":7}|\"keys\" must be a list",
      })
  @DisplayName("R153 a broken record is told with the reason")
  void broken(String text, String why) {
    assertThat(codec.decode("shop", text.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Reading.Broken.class, broken -> assertThat(broken.why()).contains(why));
  }

  @Test
  @DisplayName("R153 versions begin with 1")
  void versionZero() {
    // Given
    var text = new String(codec.encode(new AppRecord(1, Samples.app("shop"))), UTF_8);
    // When
    var reading =
        codec.decode("shop", text.replace("\"version\":1", "\"version\":0").getBytes(UTF_8));
    // Then
    assertThat(reading).isEqualTo(new Reading.Broken("versions begin with 1, this is 0"));
  }
}
