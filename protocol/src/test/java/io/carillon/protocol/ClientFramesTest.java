package io.carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.carillon.protocol.ClientFrame.ClientEvent;
import io.carillon.protocol.ClientFrame.Malformed;
import io.carillon.protocol.ClientFrame.Ping;
import io.carillon.protocol.ClientFrame.Pong;
import io.carillon.protocol.ClientFrame.SignIn;
import io.carillon.protocol.ClientFrame.Subscribe;
import io.carillon.protocol.ClientFrame.Unsubscribe;
import io.carillon.protocol.ClientFrame.Unsupported;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFramesTest {

  @Test
  @DisplayName("R23 a subscription keeps the exact strings that were signed")
  void subscribe() {
    // Given
    var text =
        """
        {"event":"pusher:subscribe","data":{"auth":"k:s","channel_data":"{\\"user_id\\": 10}","channel":"presence-x"}}
        """;
    // When
    var frame = ClientFrames.parse(text);
    // Then
    assertThat(frame).isEqualTo(new Subscribe("presence-x", "k:s", "{\"user_id\": 10}"));
  }

  @Test
  @DisplayName("R2 a public subscription as pusher-js sends it, and without auth")
  void subscribePublic() {
    assertThat(parse("{'event':'pusher:subscribe','data':{'auth':'','channel':'x'}}"))
        .isEqualTo(new Subscribe("x", "", null));
    assertThat(parse("{'event':'pusher:subscribe','data':{'channel':'x','auth':null}}"))
        .isEqualTo(new Subscribe("x", null, null));
  }

  @Test
  @DisplayName("R2 data may be a string that holds the object")
  void dataAsString() {
    assertThat(
            ClientFrames.parse(
                "{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"x\\\"}\"}"))
        .isEqualTo(new Subscribe("x", null, null));
  }

  @Test
  @DisplayName("R28 an unsubscription names its channel")
  void unsubscribe() {
    assertThat(parse("{'data':{'channel':'x'},'event':'pusher:unsubscribe'}"))
        .isEqualTo(new Unsubscribe("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'data':{}", ",'data':'{}'", ",'data':null", ",'data':[1]"})
  @DisplayName("R16 pings and pongs come with any data or none")
  void pings(String data) {
    assertThat(parse("{'event':'pusher:ping'" + data + "}")).isEqualTo(new Ping());
    assertThat(parse("{'event':'pusher:pong'" + data + "}")).isEqualTo(new Pong());
  }

  @Test
  @DisplayName("R33 a sign-in keeps the exact string that was signed")
  void signIn() {
    assertThat(parse("{'event':'pusher:signin','data':{'auth':'k:s','user_data':'{ }'}}"))
        .isEqualTo(new SignIn("k:s", "{ }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1, \"a\":[ 1.10, 12345678901234567890 ]}|{\"b\":1, \"a\":[ 1.10, 12345678901234567890 ]}",
        "[1,\"\\ud83d\\ude00\"]|[1,\"\\ud83d\\ude00\"]",
        "\"a \\\"string\\\"\"|a \"string\"",
        "\"{\\\"a\\\":1}\"|{\"a\":1}",
        "\"\"|``",
        "1.50|1.50",
        "-0|-0",
        "1e400|1e400",
        "true|true",
        "null|null",
        "{}|{}",
      })
  @DisplayName("R27 a client event's data keeps its text, and a string its content")
  void clientEventData(String given, String passedOn) {
    // Given
    var text =
        "{\"event\":\"client-typing\",\"data\": "
            + given
            + " ,\"channel\":\"private-x\",\"user_id\":\"forged\"}";
    // When
    var frame = ClientFrames.parse(text);
    // Then
    assertThat(frame).isEqualTo(new ClientEvent("client-typing", "private-x", passedOn));
  }

  @Test
  @DisplayName("R27 a client event without data carries an empty object")
  void clientEventWithoutData() {
    assertThat(parse("{'event':'client-x','channel':'private-x'}"))
        .isEqualTo(new ClientEvent("client-x", "private-x", "{}"));
  }

  @Test
  @DisplayName("R18 an unknown event is named as clients know it, and only in part when it is long")
  void unsupported() {
    assertThat(parse("{'event':'order','channel':'x','data':{}}"))
        .asInstanceOf(type(Unsupported.class))
        .extracting(Unsupported::why)
        .isEqualTo("Unsupported event received on socket: order");
    assertThat(new Unsupported("x".repeat(10_000)).why()).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|must be a JSON object",
        "hello|not valid JSON",
        "42|must be a JSON object",
        "null|must be a JSON object",
        "[{'event':'pusher:ping'}]|must be a JSON object",
        "'pusher:ping'|must be a JSON object",
        "{|not valid JSON",
        "{'event'|not valid JSON",
        "{'event':'pusher:ping'|not valid JSON",
        "{'event':'pusher:ping'} {}|nothing behind it",
        "{'event':'pusher:ping'} x|not valid JSON",
        "{'event':'pusher:ping','x':'\\q'}|not valid JSON",
        "{'event':'pusher:ping',}|not valid JSON",
        "{}|`event` is missing",
        "{'event':null}|`event` is missing",
        "{'event':7}|`event` must be a string",
        "{'event':{}}|`event` must be a string",
        "{'event':'pusher:ping','event':'pusher:ping'}|`event` may stand only once",
        "{'event':'pusher:subscribe'}|`data` must be an object",
        "{'event':'pusher:subscribe','data':null}|`data` must be an object",
        "{'event':'pusher:subscribe','data':[]}|`data` must be an object",
        "{'event':'pusher:subscribe','data':7}|`data` must be an object",
        "{'event':'pusher:subscribe','data':'x'}|`data` is not valid JSON",
        "{'event':'pusher:subscribe','data':'[]'}|`data` must be a JSON object",
        "{'event':'pusher:subscribe','data':{}}|`channel` is missing",
        "{'event':'pusher:subscribe','data':{'channel':7}}|`channel` must be a string",
        "{'event':'pusher:subscribe','data':{'channel':'x','channel':'y'}}|`channel` may stand only once",
        "{'event':'pusher:subscribe','data':{'channel':'x','auth':7}}|`auth` must be a string",
        "{'event':'pusher:subscribe','data':{'channel':'x','channel_data':{}}}|`channel_data` must be a string",
        "{'event':'pusher:unsubscribe','data':{}}|`channel` is missing",
        "{'event':'pusher:signin','data':{'auth':'k:s'}}|`user_data` is missing",
        "{'event':'pusher:signin','data':{'user_data':'{}'}}|`auth` is missing",
        "{'event':'client-x','data':{}}|`channel` is missing",
        "{'event':'client-x','channel':['a'],'data':{}}|`channel` must be a string",
        "{'event':'client-x','channel':'a','data':1,'data':2}|`data` may stand only once",
      })
  @DisplayName("R153 a broken frame gives a sentence that says what is wrong")
  void malformed(String text, String why) {
    assertThat(parse(text))
        .asInstanceOf(type(Malformed.class))
        .extracting(Malformed::why)
        .asString()
        .contains(why);
  }

  @Test
  @DisplayName("R27 a client event's name has at most 200 characters")
  void longEventName() {
    assertThat(parse("{'event':'client-" + "x".repeat(194) + "','channel':'private-x'}"))
        .isEqualTo(new Malformed("An event name has at most 200 characters, this one has 201"));
  }

  @Test
  @DisplayName("R153 nesting is bounded")
  void deepNesting() {
    // Given
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    // When
    var frame = parse("{'event':'client-x','channel':'private-x','data':" + deep + "}");
    // Then
    assertThat(frame).isInstanceOf(Malformed.class);
  }

  @Test
  @DisplayName("R153 numbers and names are bounded")
  void longNumbersAndNames() {
    assertThat(parse("{'event':'client-x','channel':'x','data':" + "9".repeat(2_000) + "}"))
        .isInstanceOf(Malformed.class);
    assertThat(parse("{'" + "n".repeat(20_000) + "':1,'event':'pusher:ping'}"))
        .isInstanceOf(Malformed.class);
  }

  @Test
  @DisplayName("R153 a text above the bound is not even read")
  void longText() {
    assertThat(ClientFrames.parse(" ".repeat(JsonMembers.CHARACTERS_MAX + 1)))
        .asInstanceOf(type(Malformed.class))
        .extracting(Malformed::why)
        .asString()
        .contains("at most 2200000 characters");
  }

  @Test
  @DisplayName("R41 data of 1 MB passes, quoted or not")
  void bigData() {
    // Given
    var data = "x\\\"".repeat(524_288);
    // When
    var quoted =
        ClientFrames.parse("{\"event\":\"client-x\",\"channel\":\"c\",\"data\":\"" + data + "\"}");
    var listed =
        ClientFrames.parse(
            "{\"event\":\"client-x\",\"channel\":\"c\",\"data\":[\"" + data + "\"]}");
    // Then
    assertThat(quoted)
        .asInstanceOf(type(ClientEvent.class))
        .extracting(ClientEvent::data)
        .asString()
        .hasSize(1_048_576);
    assertThat(listed)
        .asInstanceOf(type(ClientEvent.class))
        .extracting(ClientEvent::data)
        .isEqualTo("[\"" + data + "\"]");
  }

  @Property
  void anyTextGivesAFrame(@ForAll String text) {
    assertThat(ClientFrames.parse(text)).isNotNull();
  }

  @Property
  void anyTextLikeAFrameGivesAFrame(@ForAll("frameLike") String text) {
    assertThat(ClientFrames.parse(text)).isNotNull();
  }

  @Provide
  Arbitrary<String> frameLike() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "\"event\"",
            "\"data\"",
            "\"channel\"",
            "\"pusher:subscribe\"",
            "\"client-x\"",
            "\"auth\"",
            "1",
            "-",
            "1e",
            "null",
            "tru",
            "true",
            " ",
            "\n",
            "\u0000",
            "\ud800",
            "\udc00",
            "ü",
            "/*",
            "'",
            "NaN")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  // Single quotes stand for double ones, to be readable.
  private static ClientFrame parse(String text) {
    return ClientFrames.parse(text.replace('\'', '"'));
  }
}
