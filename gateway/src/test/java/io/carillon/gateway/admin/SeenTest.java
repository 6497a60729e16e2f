package io.carillon.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppForm;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.api.Reading;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeenTest {

  @Test
  @DisplayName("R9 a version stands in the body or in If-Match, as ETag has it")
  void places() {
    assertThat(seen("{\"version\":3}", null)).isEqualTo(new Read<>(OptionalLong.of(3)));
    assertThat(seen("{}", "\"3\"")).isEqualTo(new Read<>(OptionalLong.of(3)));
    assertThat(seen("{}", "W/\"3\"")).isEqualTo(new Read<>(OptionalLong.of(3)));
    assertThat(seen("{}", "3")).isEqualTo(new Read<>(OptionalLong.of(3)));
    assertThat(seen("{\"version\":3}", "\"3\"")).isEqualTo(new Read<>(OptionalLong.of(3)));
    assertThat(seen("{}", null)).isEqualTo(new Read<>(OptionalLong.empty()));
    assertThat(seen("{}", "*")).isEqualTo(new Read<>(OptionalLong.empty()));
    assertThat(seen("{}", Seen.tag(12))).isEqualTo(new Read<>(OptionalLong.of(12)));
  }

  @Test
  @DisplayName("R150 two versions that differ, and what is none, are refused")
  void refused() {
    assertThat(seen("{\"version\":3}", "\"4\"")).isInstanceOf(Broken.class);
    assertThat(seen("{}", "\"3\", \"4\"")).isInstanceOf(Broken.class);
    assertThat(seen("{}", "\"x\"")).isInstanceOf(Broken.class);
    assertThat(seen("{}", "\"9999999999999999999\"")).isInstanceOf(Broken.class);
    assertThat(seen("{\"version\":true}", null)).isInstanceOf(Broken.class);
  }

  private static Reading<OptionalLong> seen(String body, @Nullable String ifMatch) {
    try {
      return Seen.of(AppForm.read(body.getBytes(UTF_8)), ifMatch);
    } catch (WrongForm e) {
      throw new AssertionError(e);
    }
  }
}
