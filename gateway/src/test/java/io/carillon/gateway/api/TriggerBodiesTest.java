package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppLimits;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerBodiesTest {
  @Nested
  class AnEvent {
    @Test
    @DisplayName("R22 the data is taken byte for byte, whatever stands in it")
    void dataIsTakenAsItIs() {
      // When
      var event =
          read(
              "{\"name\":\"e\",\"channel\":\"c\",\"data\":\" {\\\"b\\\":1.0,\\\"a\\\":\\u00e9} \"}");
      // Then
      assertThat(new String(event.data(), UTF_8)).isEqualTo(" {\"b\":1.0,\"a\":é} ");
    }

    @Test
    @DisplayName("R36 each channel once, in the order given")
    void eachChannelOnce() {
      // When
      var event = read("{\"name\":\"e\",\"channels\":[\"b\",\"a\",\"b\"],\"data\":\"\"}");
      // Then
      assertThat(event.channels()).extracting(channel -> channel.value()).containsExactly("b", "a");
    }

    @Test
    void membersThatAreNullAreAbsent() {
      // When
      var event =
          read(
              "{\"name\":\"e\",\"channel\":\"c\",\"channels\":null,\"data\":\"d\",\"socket_id\":null,\"info\":null}");
      // Then
      assertThat(event.except()).isNull();
      assertThat(event.info()).isEqualTo(InfoRequest.NONE);
    }

    @Test
    @DisplayName("R150 unknown members are ignored, however deep")
    void unknownMembersAreIgnored() {
      // When
      var event =
          read(
              "{\"x\":{\"name\":[1,{}]},\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\",\"y\":null}");
      // Then
      assertThat(event.name().value()).isEqualTo("e");
    }

    @Test
    void aUserCanBeTheChannel() {
      // When
      var event = read("{\"name\":\"e\",\"channels\":[\"#server-to-user-ü 1\"],\"data\":\"d\"}");
      // Then
      assertThat(event.channels().getFirst().value()).isEqualTo("#server-to-user-ü 1");
    }

    @ParameterizedTest
    @DisplayName("R150 what is wrong is refused with the path of the member")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "{'name':5,'channel':'c','data':'d'}             | wrong-type         | `name` must be a string, not a number",
          "{'name':'e','channel':'c','data':{'a':1}}       | wrong-type         | `data` must be a string, not an object",
          "{'name':'e','channels':'c','data':'d'}          | wrong-type         | `channels` must be a list of strings, not a string",
          "{'name':'e','channels':['c',7],'data':'d'}      | wrong-type         | `channels[1]` must be a string, not a number",
          "{'channel':'c','data':'d'}                      | missing-member     | `name` is missing",
          "{'name':'e','channel':'c'}                      | missing-member     | `data` is missing",
          "{'name':'e','data':'d'}                         | missing-member     | `channels` is missing",
          "{'name':'e','channels':[],'data':'d'}           | no-channels        | `channels` is empty",
          "{'name':'e','channel':'c','channels':['c'],'data':'d'} | ambiguous-channels | both given",
          "{'name':'','channel':'c','data':'d'}            | invalid-name       | at least one character",
          "{'name':'e','channel':'a b','data':'d'}         | invalid-channel    | Invalid channel name 'a b'",
          "{'name':'e','channels':['ok','#x'],'data':'d'}  | invalid-channels   | Invalid channel name '#x'",
          "{'name':'e','channel':'c','data':'d','socket_id':'1'} | invalid-socket-id | `socket_id`",
          "['name']                                        | invalid-json       | must be a JSON object",
          "{'name':'e'                                     | invalid-json       | not valid JSON: line 1",
          "{'name':'e','channel':'c','data':'d'} {}        | invalid-json       | nothing behind",
          "~~                                              | invalid-json       | must be a JSON object",
        })
    void wrongBodies(String body, String code, String sentence) {
      // When
      var problem = refused(body.replace('\'', '"'));
      // Then
      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.code()).isEqualTo(code);
      assertThat(problem.error()).contains(sentence);
    }

    @Test
    @DisplayName("R36 a hundred channels and no more")
    void aHundredChannels() {
      // When, then
      assertThat(read(eventTo(100)).channels()).hasSize(100);
      assertThat(refused(eventTo(101)))
          .isEqualTo(
              Problem.badRequest(
                  "too-many",
                  "`channels` has at most 100 entries: send the others in a further request"));
    }

    @Test
    @DisplayName("R41 data above the app's limit is a 413 with its size in bytes")
    void dataAboveTheLimit() {
      // Given
      var limits = eventBytes(5);
      var body = "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"üüü\"}".getBytes(UTF_8);
      // When
      var problem = ((Broken<?>) TriggerBodies.event(body, limits)).problem();
      // Then
      assertThat(problem.status()).isEqualTo(413);
      assertThat(problem.code()).isEqualTo("event-too-large");
      assertThat(problem.error()).contains("6 bytes", "allows 5");
    }

    @Test
    @DisplayName("R150 depth, numbers and names are bounded")
    void bounds() {
      assertThat(refused("{\"x\":" + "[".repeat(100_000)).code()).isEqualTo("json-beyond-bounds");
      assertThat(refused("{\"x\":" + "9".repeat(100_000) + "}").code())
          .isEqualTo("json-beyond-bounds");
      assertThat(refused("{\"" + "x".repeat(100_000) + "\":1}").code())
          .isEqualTo("json-beyond-bounds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00fe", "{\"name\":\"\u00c3(\"}"})
    void bytesThatAreNoText(String latin1) {
      // When
      var reading =
          TriggerBodies.event(
              latin1.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), AppLimits.DEFAULT);
      // Then
      assertThat(((Broken<?>) reading).problem().code()).isEqualTo("invalid-json");
    }
  }

  @Nested
  class ABatch {
    @Test
    @DisplayName("R38 its events stand in their order")
    void keepsOrder() {
      // When
      var events = batch("{\"batch\":[" + one("a") + "," + one("b") + "," + one("c") + "]}");
      // Then
      assertThat(((Read<List<EventRequest>>) events).value())
          .extracting(event -> new String(event.data(), UTF_8))
          .containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("R38 one wrong event refuses all, by its place")
    void oneWrongRefusesAll() {
      // When
      var problem =
          problem(
              batch(
                  "{\"batch\":["
                      + one("a")
                      + ",{\"name\":\"\",\"channel\":\"c\",\"data\":\"d\"}]}"));
      // Then
      assertThat(problem.error()).startsWith("`batch[1].name`");
      assertThat(problem.status()).isEqualTo(400);
    }

    @Test
    void aWrongTypeIsNamedByItsPlace() {
      // When
      var problem = problem(batch("{\"batch\":[" + one("a") + ",{\"name\":[]}]}"));
      // Then
      assertThat(problem.error()).isEqualTo("`batch[1].name` must be a string, not a list");
    }

    @Test
    @DisplayName("R38 ten events by default and no more")
    void tenEvents() {
      // Given
      var eleven = IntStream.range(0, 11).mapToObj(i -> one("d")).collect(Collectors.joining(","));
      // When
      var problem = problem(batch("{\"batch\":[" + eleven + "]}"));
      // Then
      assertThat(problem.code()).isEqualTo("too-many");
      assertThat(problem.error()).contains("`batch`", "10");
    }

    @Test
    void itsListIsNeeded() {
      assertThat(problem(batch("{}")).code()).isEqualTo("missing-member");
      assertThat(problem(batch("{\"batch\":{}}")).code()).isEqualTo("wrong-type");
      assertThat(problem(batch("{\"batch\":[1]}")).error())
          .contains("`batch[0]` must be an object");
    }

    private static String one(String data) {
      return "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"" + data + "\"}";
    }
  }

  private static String eventTo(int channels) {
    return IntStream.range(0, channels)
        .mapToObj(i -> "\"c" + i + "\"")
        .collect(Collectors.joining(",", "{\"name\":\"e\",\"data\":\"\",\"channels\":[", "]}"));
  }

  private static EventRequest read(String body) {
    return ((Read<List<EventRequest>>) TriggerBodies.event(body.getBytes(UTF_8), AppLimits.DEFAULT))
        .value()
        .getFirst();
  }

  private static Problem refused(String body) {
    return problem(TriggerBodies.event(body.getBytes(UTF_8), AppLimits.DEFAULT));
  }

  private static Reading<List<EventRequest>> batch(String body) {
    return TriggerBodies.batch(body.getBytes(UTF_8), AppLimits.DEFAULT);
  }

  private static Problem problem(Reading<?> reading) {
    return ((Broken<?>) reading).problem();
  }

  private static AppLimits eventBytes(long bytes) {
    var d = AppLimits.DEFAULT;
    return new AppLimits(
        d.connections(),
        d.messagesPerDay(),
        d.messagesPerSecond(),
        d.apiCallsPerSecond(),
        d.clientEventsPerSecond(),
        d.subscriptionsPerConnection(),
        d.channels(),
        d.presenceMembers(),
        bytes,
        d.batchEvents());
  }
}
