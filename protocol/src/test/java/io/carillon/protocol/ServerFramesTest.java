package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServerFramesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("R15 the handshake is as documented, its data a string")
  void handshake() {
    assertThat(text(ServerFrames.connectionEstablished(new SocketId("131160.155806628"), 120)))
        .isEqualTo(
            "{\"event\":\"pusher:connection_established\",\"data\":\"{\\\"socket_id\\\":\\\"131160.155806628\\\",\\\"activity_timeout\\\":120}\"}");
  }

  @Test
  @DisplayName("R18 the data of an error is an object, its code may be null")
  void errors() {
    assertThat(text(ServerFrames.error(4001, "App key xyz not in this cluster.")))
        .isEqualTo(
            "{\"event\":\"pusher:error\",\"data\":{\"code\":4001,\"message\":\"App key xyz not in this cluster.\"}}");
    assertThat(text(ServerFrames.error(null, "a \"quoted\" word")))
        .isEqualTo(
            "{\"event\":\"pusher:error\",\"data\":{\"code\":null,\"message\":\"a \\\"quoted\\\" word\"}}");
    assertThat(text(ServerFrames.error(CloseCode.APP_DISABLED)))
        .isEqualTo(
            "{\"event\":\"pusher:error\",\"data\":{\"code\":4003,\"message\":\"The app is paused\"}}");
  }

  @Test
  @DisplayName("R19 the frames of a channel are as documented")
  void channelFrames() {
    assertThat(text(ServerFrames.subscriptionSucceeded("private-x")))
        .isEqualTo(
            "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"private-x\",\"data\":\"{}\"}");
    assertThat(text(ServerFrames.subscriptionError("private-x", "AuthError", "no", 401)))
        .isEqualTo(
            "{\"event\":\"pusher:subscription_error\",\"channel\":\"private-x\",\"data\":\"{\\\"type\\\":\\\"AuthError\\\",\\\"error\\\":\\\"no\\\",\\\"status\\\":401}\"}");
    assertThat(text(ServerFrames.subscriptionCount("x", 2)))
        .isEqualTo(
            "{\"event\":\"pusher_internal:subscription_count\",\"channel\":\"x\",\"data\":\"{\\\"subscription_count\\\":2}\"}");
    assertThat(text(ServerFrames.cacheMiss("cache-x")))
        .isEqualTo("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-x\",\"data\":\"{}\"}");
    assertThat(text(ServerFrames.pong())).isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
  }

  @Test
  @DisplayName("R25 the roster is as documented")
  void roster() {
    // Given
    var members = new LinkedHashMap<String, String>();
    members.put("a", "{\"n\":1}");
    members.put("b", "{}");
    // When
    var frame = ServerFrames.presenceSucceeded("presence-x", ServerFrames.presenceJson(members));
    // Then
    assertThat(text(frame))
        .isEqualTo(
            "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"presence-x\",\"data\":\"{\\\"presence\\\":{\\\"ids\\\":[\\\"a\\\",\\\"b\\\"],\\\"hash\\\":{\\\"a\\\":{\\\"n\\\":1},\\\"b\\\":{}},\\\"count\\\":2}}\"}");
  }

  @Test
  @DisplayName("R25 an empty roster is still one")
  void emptyRoster() {
    assertThat(ServerFrames.presenceJson(Map.of()))
        .isEqualTo("{\"presence\":{\"ids\":[],\"hash\":{},\"count\":0}}");
  }

  @Test
  @DisplayName("R25 joins and leaves are as documented")
  void members() {
    assertThat(text(ServerFrames.memberAdded("presence-x", "b", "{}")))
        .isEqualTo(
            "{\"event\":\"pusher_internal:member_added\",\"channel\":\"presence-x\",\"data\":\"{\\\"user_id\\\":\\\"b\\\",\\\"user_info\\\":{}}\"}");
    assertThat(text(ServerFrames.memberRemoved("presence-x", "b")))
        .isEqualTo(
            "{\"event\":\"pusher_internal:member_removed\",\"channel\":\"presence-x\",\"data\":\"{\\\"user_id\\\":\\\"b\\\"}\"}");
  }

  @Test
  @DisplayName("R33 a sign-in is answered with the string it came with, and nothing else")
  void signIn() throws IOException {
    // Given
    var userData = "{\"id\":\"u1\", \"user_info\":{\"name\":\"Ann\"}}";
    // When
    var frame = JSON.readTree(ServerFrames.signInSucceeded(userData));
    // Then
    var data = JSON.readTree(frame.get("data").textValue());
    assertThat(data.get("user_data").textValue()).isEqualTo(userData);
    assertThat(data).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|{\"events\":[]}",
        "+a|{\"events\":[{\"name\":\"online\",\"user_ids\":[\"a\"]}]}",
        "+a +b -c|{\"events\":[{\"name\":\"online\",\"user_ids\":[\"a\",\"b\"]},{\"name\":\"offline\",\"user_ids\":[\"c\"]}]}",
        "-a +a|{\"events\":[{\"name\":\"offline\",\"user_ids\":[\"a\"]},{\"name\":\"online\",\"user_ids\":[\"a\"]}]}",
        "+\"|{\"events\":[{\"name\":\"online\",\"user_ids\":[\"\\\"\"]}]}"
      })
  @DisplayName("R33 watched users are told in their order, without a channel, as a string of JSON")
  void watchlistEvents(String changes, String data) throws IOException {
    // Given
    var told =
        Stream.of(changes.split(" "))
            .filter(change -> !change.isEmpty())
            .map(change ->
                new WatchlistChange(
                    change.substring(1),
                    change.startsWith("+")
                        ? WatchlistChange.Status.ONLINE
                        : WatchlistChange.Status.OFFLINE))
            .toList();
    // When
    var frame = JSON.readTree(ServerFrames.watchlistEvents(told));
    // Then
    assertThat(frame.get("event").textValue()).isEqualTo("pusher_internal:watchlist_events");
    assertThat(frame.get("data").textValue()).isEqualTo(data);
    assertThat(frame).hasSize(2);
  }

  @Property
  void anyTextSurvivesTwoEncodings(@ForAll String user) throws IOException {
    var frame = JSON.readTree(ServerFrames.memberRemoved("presence-x", wellFormed(user)));
    var data = JSON.readTree(frame.get("data").textValue());
    assertThat(data.get("user_id").textValue()).isEqualTo(wellFormed(user));
  }

  @ParameterizedTest
  @MethodSource("allButErrors")
  @DisplayName("R15 every other frame has data, and it is a string that holds JSON")
  void dataIsAString(byte[] bytes) throws IOException {
    // When
    var frame = JSON.readTree(bytes);
    // Then
    assertThat(frame.get("event").isTextual()).isTrue();
    assertThat(frame.get("data").isTextual()).isTrue();
    assertThat(JSON.readTree(frame.get("data").textValue()).isObject()).isTrue();
  }

  private static Stream<byte[]> allButErrors() {
    var odd = "\"\\\u0000\u001f\u2028\ud83d\ude00";
    return Stream.of(
        ServerFrames.connectionEstablished(new SocketId("1.2"), 30),
        ServerFrames.ping(),
        ServerFrames.pong(),
        ServerFrames.subscriptionSucceeded(odd),
        ServerFrames.presenceSucceeded(odd, ServerFrames.presenceJson(Map.of(odd, "{}"))),
        ServerFrames.subscriptionError(odd, odd, odd, 401),
        ServerFrames.memberAdded(odd, odd, "null"),
        ServerFrames.memberRemoved(odd, odd),
        ServerFrames.subscriptionCount(odd, 1),
        ServerFrames.cacheMiss(odd),
        ServerFrames.signInSucceeded(odd),
        ServerFrames.watchlistEvents(
            List.of(new WatchlistChange(odd, WatchlistChange.Status.ONLINE))),
        ServerFrames.event(odd, odd, "{}", odd));
  }

  // UTF-8 has no form for half a surrogate pair.
  static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static String text(byte[] frame) {
    return new String(frame, UTF_8);
  }
}
