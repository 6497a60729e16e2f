package io.carillon.chat.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.chat.Chat;
import io.carillon.chat.Concurrently;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HangUpIT {

  private static final int CLIENTS = 200;

  @TestHTTPResource
  @SuppressWarnings("NullAway.Init") // set by the test framework
  URI service;

  private final Chat ana = Chat.as("ana");
  private final String room = Chat.newWorkspace();
  private final RememberedLog log = new RememberedLog(Level.WARNING);

  @BeforeEach
  void listen() {
    log.attach();
  }

  @AfterEach
  void stopListening() {
    log.detach();
  }

  @Test
  @DisplayName("R80 clients that hang up in the middle leave no half of anything, and no error")
  void hangUps() {
    // Given
    ana.send(room, "first").then().statusCode(201);
    // When
    Concurrently.times(CLIENTS, i -> hangUp(i % 2 == 0 ? post(i) : get(), i));
    // Then
    var last = ana.send(room, "last");
    last.then().statusCode(201);
    int count = last.jsonPath().getInt("sequence");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          var page = ana.page(room, Map.of("limit", 200)).jsonPath();
          assertThat(page.getList("messages")).hasSizeGreaterThanOrEqualTo(count);
          new Acknowledged().check(page, "presence-" + room);
        });
    assertThat(log.lines()).isEmpty();
  }

  private byte[] post(int number) {
    var body = "{\"channelId\":\"%s\",\"content\":\"message %d\"}".formatted(room, number);
    return """
    POST /api/messages HTTP/1.1
    Host: localhost
    Authorization: Bearer %s
    Content-Type: application/json
    Content-Length: %d

    %s\
    """
        .replace("\n", "\r\n")
        .formatted(ana.token(), body.length(), body)
        .getBytes(UTF_8);
  }

  private byte[] get() {
    return """
    GET /api/messages?channelId=%s HTTP/1.1
    Host: localhost
    Authorization: Bearer %s

    """
        .replace("\n", "\r\n")
        .formatted(room, ana.token())
        .getBytes(UTF_8);
  }

  /// Sends the request and cuts the connection, after up to 20 ms so that each step is met.
  private boolean hangUp(byte[] request, int number) {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      LockSupport.parkNanos(Duration.ofMillis(number % 20).toNanos());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach the service", e);
    }
  }
}
