package io.carillon.entrance.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemDocumentTest {

  @Test
  @DisplayName("R150 a problem has type, title, status, code, detail and the request's id")
  void members() {
    // When
    var json = new ProblemDocument(Problem.NOT_JSON, "it is «no» \"JSON\"").json("request-1");
    // Then
    assertThat(new String(json, UTF_8))
        .isEqualTo(
            "{\"type\":\"urn:carillon:problem:not-json\",\"title\":\"The body is not a JSON object\","
                + "\"status\":400,\"code\":\"not-json\",\"detail\":\"it is «no» \\\"JSON\\\"\","
                + "\"requestId\":\"request-1\"}");
  }

  @ParameterizedTest
  @DisplayName("only what passes by itself says how long to wait, in whole seconds")
  @CsvSource({"400,", "409,", "429,2", "500,", "503,2"})
  void wait(int status, String seconds) {
    // When
    var answer = new Problem(status, "code", "title").saying("detail", Duration.ofMillis(1_001));
    // Then
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo(seconds);
  }

  @Test
  @DisplayName("R151 who is not known is told how to say who he is")
  void unauthorized() {
    assertThat(Problem.INVALID_TOKEN.saying("detail").getHeaderString("WWW-Authenticate"))
        .isEqualTo("Bearer");
    assertThat(Problem.APP_PAUSED.saying("detail").getHeaderString("WWW-Authenticate")).isNull();
  }
}
