package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.pusher.rest.data.Event;
import com.pusher.rest.data.PresenceUser;
import com.pusher.rest.data.Result;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java server library, unmodified (R45): sections 3.4 and 9.
abstract class JavaServerCases extends ConformanceCases {
  private static final String KEY = "278d425bdf160c739803";
  private static final String SECRET = "7ad3773142a6692b25b8";

  JavaServerCases(int gateways) {
    super(gateways);
  }

  @Test
  @DisplayName("3.4 R23 private-foobar is signed as the page's vector")
  void privateVector() {
    // When
    String auth = server("3", KEY, SECRET).authenticate("1234.1234", "private-foobar");
    // Then
    assertThat(Stack.json(auth).get("auth").asText())
        .isEqualTo(KEY + ":58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4");
  }

  @Test
  @DisplayName("3.4 R23 presence-foobar is signed as the page's vector")
  void presenceVector() {
    // Given
    var user = new PresenceUser(10, Collections.singletonMap("name", "Mr. Channels"));
    // When
    String auth = server("3", KEY, SECRET).authenticate("1234.1234", "presence-foobar", user);
    // Then
    assertThat(Stack.json(auth).get("channel_data").asText())
        .isEqualTo("{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}");
    assertThat(Stack.json(auth).get("auth").asText())
        .isEqualTo(KEY + ":31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "private-x", "presence-x", "cache-x", "presence-cache-x"})
  @DisplayName("9.3 R36 one event on one channel: 200 {}")
  void trigger(String prefix) {
    // When
    Result result = server().trigger(unique(prefix), "n", Map.of("a", "ü😀"));
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(200);
    assertThat(result.getMessage()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({"1,200", "100,200", "101,400"})
  @DisplayName("9.3 R36 one event on many channels: a hundred at most")
  void triggerMany(int channels, int status) {
    // Given
    List<String> names = Stream.generate(() -> unique("x")).limit(channels).toList();
    // When
    Result result = server().post("/events", event(names));
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(status);
  }

  private static String event(List<String> channels) {
    return "{\"name\":\"n\",\"data\":\"\",\"channels\":[\"%s\"]}"
        .formatted(String.join("\",\"", channels));
  }

  @ParameterizedTest
  @CsvSource({"1,200", "10,200", "11,400"})
  @DisplayName("9.4 R38 a batch: ten events at most")
  void batch(int events, int status) {
    // Given
    List<Event> batch =
        Stream.generate(() -> new Event(unique("x"), "n", Map.of())).limit(events).toList();
    // When
    Result result = server().trigger(batch);
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"10240,200", "10241,413"})
  @DisplayName("9.3 R41 data of ten kilobytes at most")
  void size(int bytes, int status) {
    // Given
    String body = "{\"name\":\"n\",\"channel\":\"x\",\"data\":\"%s\"}".formatted("x".repeat(bytes));
    // When
    Result result = server().post("/events", body);
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "app-id,app-key,wrong,Invalid signature",
    "app-id,nobody,app-secret,Unknown auth_key",
    "nobody,app-key,app-secret,Unknown auth_key"
  })
  @DisplayName("9.1 R40 who is not known is told why: 401")
  void strangers(String id, String key, String secret, String why) {
    // When
    Result result = server(id, key, secret).trigger("x", "n", Map.of());
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(401);
    assertThat(result.getStatus()).isEqualTo(Result.Status.AUTHENTICATION_ERROR);
    assertThat(result.getMessage()).contains(why);
  }

  @Test
  @DisplayName("9.5 R39 the list of channels, with parameters that the library encodes")
  void channels() {
    // When
    Result result =
        server()
            .get(
                "/channels",
                Map.of("filter_by_prefix", "presence-no,body@;", "info", "user_count,x"));
    // Then
    assertThat(result.getHttpStatus()).isEqualTo(200);
    assertThat(result.getMessage()).isEqualTo("{\"channels\":{}}");
  }

  @Test
  @DisplayName("9.6 9.7 R39 one channel and its users")
  void channel() {
    // Given
    String channel = unique("presence-");
    var ears = new Ears();
    var client = client("ana");
    client.subscribePresence(channel, ears);
    client.connect();
    ears.await("subscribed [ana]");
    // When
    var asked = Map.of("info", "user_count");
    // Then
    await()
        .untilAsserted(() -> {
          assertThat(server().get("/channels/" + channel, asked).getMessage())
              .isEqualTo("{\"occupied\":true,\"user_count\":1}");
          assertThat(server().get("/channels/" + channel + "/users").getMessage())
              .isEqualTo("{\"users\":[{\"id\":\"ana\"}]}");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/channels/x/users", "/channels?info=user_count"})
  @DisplayName("9.2 R44 what cannot be answered is no success")
  void refused(String path) {
    // When
    Result result = server().get(path);
    // Then
    assertThat(result.getStatus()).isNotEqualTo(Result.Status.SUCCESS);
    assertThat(Stack.json(result.getMessage()).get("requestId").asText()).isNotEmpty();
  }
}
