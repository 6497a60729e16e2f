package io.carillon.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.events.BrokenRecord;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {
  private static final String VALUE =
      """
      {"order": {"id": 7, "open": true, "lines": [{"sku": "a"}, {"sku": "b"}]},
       "name": "Ünï", "none": null, "empty": "", "big": 123456789012345678901234567890}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders|orders",
        "{key}|k-1",
        "private-order-{value.order.id}|private-order-7",
        "{header.type}.{key}|paid.k-1",
        "{value.order.lines.1.sku}|b",
        "{value.name}-{value.order.open}|Ünï-true",
        "{value.big}|123456789012345678901234567890",
        "{{{key}}}|{k-1}",
        "a{{b}}c|a{b}c",
      })
  @DisplayName("R50 a template is filled from key, headers and fields, numbers as they are written")
  void fills(String template, String expected) throws BrokenRecord {
    // Given
    var parsed = RouteTemplate.parse(template);
    // When
    String filled = parsed.fill(record(parsed, VALUE));
    // Then
    assertThat(filled).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{value.none}",
        "{value.missing}",
        "{value.order}",
        "{value.order.lines}",
        "{value.order.lines.2.sku}",
        "{value.order.id.more}",
        "{value.empty}",
        "{header.missing}"
      })
  @DisplayName("R56 what a record lacks breaks it, with a reason")
  void lacks(String template) {
    // Given
    var parsed = RouteTemplate.parse(template);
    var record = record(parsed, VALUE);
    // When
    assertThatThrownBy(() -> parsed.fill(record))
        // Then
        .isInstanceOf(BrokenRecord.class)
        .satisfies(
            e -> assertThat(((BrokenRecord) e).reason()).isEqualTo(BrokenRecord.Reason.FIELD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{key|the { at character 0 is not closed",
        "a}|the } at character 1 closes nothing",
        "{}|{} is none of {key}, {header.NAME}",
        "{keys}|{keys} is none of",
        "{header.}|{header.} is none of",
        "{value}|{value} is none of",
        "{value.}|a field is named like",
        "{value.a..b}|a field is named like",
      })
  @DisplayName("R164 a wrong template is refused with what to change")
  void refuses(String template, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RouteTemplate.parse(template))
        .withMessageContaining(sentence);
  }

  @Test
  @DisplayName("R50 data of a field is a string's content, or the source text of anything else")
  void dataIsNotSerializedAgain() throws BrokenRecord {
    // Given
    var text = RouteTemplate.parse("{value.name}");
    var object = RouteTemplate.parse("{value.order}");
    // When
    byte[] ofText = text.data(record(text, VALUE));
    byte[] ofObject = object.data(record(object, VALUE));
    // Then
    assertThat(new String(ofText, UTF_8)).isEqualTo("Ünï");
    assertThat(new String(ofObject, UTF_8))
        .isEqualTo("{\"id\": 7, \"open\": true, \"lines\": [{\"sku\": \"a\"}, {\"sku\": \"b\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "{\"id\":1}{\"id\":2}",
        "{\"id\":1,\"id\":2}",
        "{\"id\":\"\\ud800\"}",
        "{'id':1}",
        "nul",
        "\u0000"
      })
  @DisplayName(
      "R56 a value that is no JSON, or says a field twice, breaks the record and nothing else")
  void hostileValues(String value) {
    // Given
    var template = RouteTemplate.parse("{value.id}");
    var record = record(template, value);
    // When
    assertThatThrownBy(() -> template.fill(record))
        // Then
        .isInstanceOf(BrokenRecord.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 100_000})
  @DisplayName("R56 deep nesting is refused before it costs anything")
  void deepNesting(int depth) {
    // Given
    var template = RouteTemplate.parse("{value.id}");
    var lists = record(template, "[".repeat(depth) + "]".repeat(depth));
    var objects = record(template, "{\"id\":".repeat(depth) + "1" + "}".repeat(depth));
    // When
    assertThatThrownBy(() -> template.fill(lists)).isInstanceOf(BrokenRecord.class);
    // Then
    assertThatThrownBy(() -> template.fill(objects)).isInstanceOf(BrokenRecord.class);
  }

  @Test
  @DisplayName("R56 a number of a million digits is refused")
  void hugeNumber() {
    // Given
    var template = RouteTemplate.parse("{value.id}");
    var record = record(template, "{\"id\":" + "9".repeat(1_000_000) + "}");
    // When
    assertThatThrownBy(() -> template.fill(record))
        // Then
        .isInstanceOf(BrokenRecord.class);
  }

  @Test
  @DisplayName("R56 bytes that are no UTF-8 break the record, as value, key and header")
  void invalidUtf8() {
    // Given
    var template = RouteTemplate.parse("{value.id}");
    byte[] latin = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xFC, '"', '}'};
    var record =
        new SourceRecord(
            SourceRecords.of(null, Map.of(), latin), new JsonFields(template.fields()));
    // When
    assertThatThrownBy(() -> template.fill(record)).isInstanceOf(BrokenRecord.class);
    // Then
    assertThatThrownBy(record::value).isInstanceOf(BrokenRecord.class);
  }

  @Property(tries = 500)
  @Label(
      "Any text is either a template or refused with a sentence, and filling it never fails otherwise")
  void anyTemplate(@ForAll String text, @ForAll String value) {
    try {
      var template = RouteTemplate.parse(text);
      assertThat(template.fill(record(template, value))).isNotNull();
    } catch (IllegalArgumentException | BrokenRecord e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Property(tries = 500)
  @Label("A text whose braces are doubled is itself, whatever the record")
  void anyConstant(@ForAll String text) throws BrokenRecord {
    // Given
    String bounded = text.substring(0, Math.min(text.length(), 400)) + ".";
    var template = RouteTemplate.parse(bounded.replace("{", "{{").replace("}", "}}"));
    // When
    String filled = template.fill(record(template, ""));
    // Then
    assertThat(filled).isEqualTo(bounded);
    assertThat(template.constant()).contains(bounded);
  }

  @Property(tries = 500)
  @Label("What fills a place is never read as a template")
  void placesAreNotTemplates(@ForAll String key) throws BrokenRecord {
    // Given
    String given = "{key}" + key.replaceAll("\\p{Cs}", "");
    var template = RouteTemplate.parse("<{key}>");
    var record = new SourceRecord(SourceRecords.of(given, ""), new JsonFields(template.fields()));
    // When
    String filled = template.fill(record);
    // Then
    assertThat(filled).isEqualTo("<" + given + ">");
  }

  private static SourceRecord record(RouteTemplate template, String value) {
    return new SourceRecord(SourceRecords.of("k-1", value), new JsonFields(template.fields()));
  }
}
