package io.carillon.entrance.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.entrance.problem.Problem;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private enum Order {
    FIRST_WINS,
    LAST_WINS
  }

  @ParameterizedTest
  @DisplayName("R150 what is not one JSON object in UTF-8 is refused as a whole")
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"a\":",
        "[]",
        "null",
        "7",
        "{\"a\":1,\"a\":2}",
        "{} {}",
        "{\"a\":NaN}",
        "[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]",
      })
  void notJson(String body) {
    assertThat(refused(() -> fields(body)).problem()).isEqualTo(Problem.NOT_JSON);
  }

  @Test
  @DisplayName("R93 a body that is not UTF-8 is refused")
  void notUtf8() {
    assertThat(refused(() -> JsonBodies.PLAIN.read("{\"a\":\"é\"}".getBytes(ISO_8859_1))))
        .hasMessage("the body is not UTF-8; send UTF-8");
  }

  @Test
  @DisplayName("R150 a refusal says where the body stops being JSON")
  void place() {
    assertThat(refused(() -> fields("{\n\"a\":}")))
        .hasMessage("the body stops being JSON at line 2, column 5; send a JSON object");
  }

  @Test
  @DisplayName("a number is bounded before it is looked at, and each reader has its bound")
  void longNumbers() {
    // Given
    var body = "{\"a\":%s}".formatted("9".repeat(40)).getBytes(UTF_8);
    // When
    var plain = refused(() -> JsonBodies.PLAIN.read(body));
    var wide = refused(() -> new JsonBodies(64).read(body).requiredNumber("a"));
    // Then
    assertThat(plain.problem()).isEqualTo(Problem.NOT_JSON);
    assertThat(wide.problem()).isEqualTo(Problem.INVALID_FIELD);
  }

  @Test
  @DisplayName("fields that are null or missing are absent; others are read as they are")
  void read() {
    // When
    var fields =
        fields(
            """
            {"text": "a", "none": null, "number": 42, "flag": false, "long": "9007199254740993",
             "order": "last_wins", "list": [{"name": "n"}]}
            """);
    // Then
    assertThat(fields.text("text")).contains("a");
    assertThat(fields.text("none")).isEmpty();
    assertThat(fields.text("missing")).isEmpty();
    assertThat(fields.id("number")).contains("42");
    assertThat(fields.id("text")).contains("a");
    assertThat(fields.flag("flag")).contains(false);
    assertThat(fields.count("number")).contains(42L);
    assertThat(fields.number("number", 1, 42)).contains(42);
    assertThat(fields.requiredNumber("number")).isEqualTo(42);
    assertThat(fields.requiredNumber("long")).isEqualTo(9_007_199_254_740_993L);
    assertThat(fields.choice("order", Order.values())).contains(Order.LAST_WINS);
    assertThat(fields.list("list", 1).getFirst().text("name")).contains("n");
    assertThat(fields.list("missing", 1)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("R150 a value of another kind is refused with its path, and nothing is converted")
  @CsvSource(
      delimiter = '|',
      value = {
        "7       | text           | a: is the number 7; send a text",
        "[]      | text           | a: is a list; send a text",
        "{}      | text           | a: is an object; send a text",
        "true    | text           | a: is true; send a text",
        "1.5     | id             | a: is the number 1.5; send a text or a whole number",
        "'\"x\"' | flag           | a: is a text; send true or false",
        "-1      | count          | a: is the number -1; send a whole number from 0 on",
        "6       | number         | a: is the number 6; send a whole number from 1 to 5",
        "'\"x\"' | requiredNumber | a: is a text; send a whole number of 64 bits, as a text when beyond 2^53",
        "'\"٥\"' | requiredNumber | a: is a text; send a whole number of 64 bits, as a text when beyond 2^53",
        "'\"+5\"' | requiredNumber | a: is a text; send a whole number of 64 bits, as a text when beyond 2^53",
        "'\"x\"' | choice         | a: is 'x'; send one of [first_wins, last_wins]",
        "{}      | list           | a: is an object; send a list of objects",
        "[7]     | list           | a[0]: is the number 7; send an object",
        "[{},{}] | list           | a: has 2 entries; send at most 1",
      })
  void otherKind(String value, String reading, String detail) {
    // Given
    var fields = fields("{\"a\":%s}".formatted(value));
    // When
    var refused = refused(() -> reading(reading).accept(fields));
    // Then
    assertThat(refused.problem()).isEqualTo(Problem.INVALID_FIELD);
    assertThat(refused).hasMessage(detail);
  }

  @Test
  @DisplayName("what has to be there is asked for")
  void missing() {
    assertThat(refused(() -> fields("{}").requiredText("a", Text.line(5))))
        .hasMessage("a: is missing; send a text");
    assertThat(refused(() -> fields("{\"a\":null}").requiredNumber("a")))
        .hasMessage("a: is missing; send a whole number");
  }

  @Test
  @DisplayName("a field of an entry is refused with the entry's place")
  void pathOfAnEntry() {
    // Given
    var entry = fields("{\"files\":[{},{\"name\":\"\\u0000\"}]}").list("files", 2).get(1);
    // When
    var byRule = refused(() -> entry.text("name", Text.line(5)));
    // Then
    assertThat(byRule)
        .hasMessage("files[1].name: has the control character U+0000 at position 0; remove it");
    assertThat(entry.wrong("name", "is odd")).hasMessage("files[1].name: is odd");
  }

  private static Consumer<Fields> reading(String name) {
    return switch (name) {
      case "text" -> fields -> fields.text("a");
      case "id" -> fields -> fields.id("a");
      case "flag" -> fields -> fields.flag("a");
      case "count" -> fields -> fields.count("a");
      case "number" -> fields -> fields.number("a", 1, 5);
      case "requiredNumber" -> fields -> fields.requiredNumber("a");
      case "choice" -> fields -> fields.choice("a", Order.values());
      case "list" -> fields -> fields.list("a", 1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Fields fields(String body) {
    return JsonBodies.PLAIN.read(body.getBytes(UTF_8));
  }

  private static InvalidRequest refused(ThrowingCallable reading) {
    return catchThrowableOfType(InvalidRequest.class, reading);
  }
}
