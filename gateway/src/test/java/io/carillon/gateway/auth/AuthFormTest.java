package io.carillon.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.Problem;
import io.carillon.gateway.api.Reading;
import io.carillon.protocol.SocketId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthFormTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json; charset=utf-8";

  @Test
  @DisplayName("R23 forms and JSON say the same")
  void formsAndJson() {
    // Given
    var expected = new AuthForm(new SocketId("1.2"), "presence-a;b", "s-1", "app-key");
    // When
    var form =
        read(FORM, "socket_id=1.2&channel_name=presence-a%3Bb&session_id=s-1&key=app-key&x=y");
    var json =
        read(
            JSON,
            "{\"socket_id\":\"1.2\",\"channel_name\":\"presence-a;b\",\"session_id\":\"s-1\",\"key\":\"app-key\",\"x\":[1]}");
    // Then
    assertThat(form).isEqualTo(new Reading.Read<>(expected));
    assertThat(json).isEqualTo(new Reading.Read<>(expected));
  }

  @Test
  void withoutATypeItIsAForm() {
    assertThat(read(null, "socket_id=1.2"))
        .isEqualTo(new Reading.Read<>(new AuthForm(new SocketId("1.2"), null, null, null)));
  }

  @Test
  @DisplayName("R150 what is wrong is refused with what to change")
  void wrongForms() {
    assertThat(problem(read(FORM, "channel_name=private-a")).error()).contains("`socket_id`");
    assertThat(problem(read(FORM, "socket_id=x&channel_name=a")).code())
        .isEqualTo("invalid-socket-id");
    assertThat(problem(read(FORM, "socket_id=1.2&session_id=a+b")).code())
        .isEqualTo("invalid-session-id");
    assertThat(problem(read(JSON, "{\"socket_id\":12}")).error())
        .isEqualTo("`socket_id` must be a string, not a number");
    assertThat(problem(read(JSON, "socket_id=1.2")).code()).isEqualTo("invalid-json");
    assertThat(problem(read(FORM, "x".repeat(20_000))).status()).isEqualTo(413);
  }

  private static Reading<AuthForm> read(@Nullable String type, String body) {
    return AuthForm.read(type, body.getBytes(UTF_8));
  }

  private static Problem problem(Reading<AuthForm> reading) {
    return ((Reading.Broken<?>) reading).problem();
  }
}
