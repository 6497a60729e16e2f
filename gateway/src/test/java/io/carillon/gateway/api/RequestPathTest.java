package io.carillon.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/apps/a/users/ana/end,ana",
    "/apps/a/users/a;b=c/end,a;b=c",
    "/apps/a/users/a+b%2Bc/end,a+b+c",
    "/apps/a/users/a%2Fend/end,a/end",
    "/apps/a/users/%C3%BC%25/end,ü%",
    "/apps/a/users//end,''",
    "/apps/channels/channels/channels/users,channels",
    "/apps/a/channels/x;y=1,x;y=1"
  })
  @DisplayName("R33 a segment is decoded once, and every character of it counts")
  void decodes(String path, String segment) {
    assertThat(RequestPath.name(path)).isEqualTo(segment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/apps",
        "/apps/a/users",
        "/apps/a/users/%zz/end",
        "/apps/a/users/%/end",
        "/apps/a/users/%FF/end",
        "/apps/a/users/%ED%A0%80/end"
      })
  @DisplayName("R150 where there is none, or one that cannot be decoded, that is said")
  void refuses(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> RequestPath.name(path));
  }
}
