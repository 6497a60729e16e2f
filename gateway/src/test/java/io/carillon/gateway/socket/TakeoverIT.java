package io.carillon.gateway.socket;

import static io.carillon.gateway.socket.FrameSocket.CLOSE;
import static io.carillon.gateway.socket.FrameSocket.FINAL;
import static io.carillon.gateway.socket.FrameSocket.PING;
import static io.carillon.gateway.socket.FrameSocket.PONG;
import static io.carillon.gateway.socket.FrameSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// From a request to a socket, and what it rests on that Vert.x does not promise: an upgrade that
/// changes that fails here.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class TakeoverIT {
  private static final String PATH = "/app/app-key?protocol=7";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject EchoSocket echo;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  private FrameSocket asking(String request, byte[] ahead) throws IOException {
    return FrameSocket.over(new Socket(InetAddress.getLoopbackAddress(), port), request, ahead);
  }

  private String answerTo(String request) throws IOException {
    try (var socket = asking(request, new byte[0])) {
      return socket.head();
    }
  }

  @Test
  @DisplayName("R35 the answer to a request has the three headers of RFC 6455, and no others")
  void answer() throws IOException {
    // When
    var head = answerTo(FrameSocket.request(PATH, ""));
    // Then: the accept value is the one of the RFC's own example
    assertThat(head.split("\r\n"))
        .containsExactlyInAnyOrder(
            "HTTP/1.1 101 Switching Protocols",
            "upgrade: websocket",
            "connection: upgrade",
            "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  @DisplayName("R35 no subprotocol and no extension is taken of those that a client offers")
  void offers() throws IOException {
    // When
    var head =
        answerTo(
            FrameSocket.request(
                PATH,
                "Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"));
    // Then
    assertThat(head).startsWith("HTTP/1.1 101").doesNotContain("protocol:", "extensions:");
  }

  @Test
  @DisplayName("R35 browsers that keep alive and upgrade are taken, whatever the letters' case")
  void keepAlive() throws IOException {
    // When
    var head =
        answerTo(
            FrameSocket.request(PATH, "")
                .replace("Connection: Upgrade", "Connection: keep-alive, uPGRADE")
                .replace("Upgrade: websocket", "Upgrade: WebSocket"));
    // Then
    assertThat(head).startsWith("HTTP/1.1 101");
  }

  @Test
  @DisplayName("R35 a version that is not spoken is answered with 426 and the one that is")
  void wrongVersion() throws IOException {
    // When
    var head = answerTo(FrameSocket.request(PATH, "").replace(": 13", ": 8x"));
    // Then
    assertThat(head).startsWith("HTTP/1.1 426").containsIgnoringCase(VERSION);
  }

  @Test
  @DisplayName("R35 a request without a key, or that does not ask for an upgrade, is answered 400")
  void illegalRequests() throws IOException {
    // Given
    var request = FrameSocket.request(PATH, "");
    // Then
    assertThat(answerTo(request.replace(KEY, ""))).startsWith("HTTP/1.1 400");
    assertThat(answerTo(request.replace("Connection: Upgrade", "Connection: keep-alive")))
        .startsWith("HTTP/1.1 400");
    assertThat(answerTo(request.replace(KEY, "").replace("/app/", "/no/where/")))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  @DisplayName("R35 frames that come with the request are read, whatever bytes they hold")
  void sentAhead() throws IOException {
    // Given: a line's end, which would be one of a request as well
    var ahead = new ByteArrayOutputStream();
    ahead.writeBytes(FrameSocket.masked(FINAL | PING, "\r\n\r\n".getBytes(UTF_8)));
    ahead.writeBytes(FrameSocket.masked(FINAL | TEXT, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
    // When
    try (var socket = asking(FrameSocket.request("/echo", ""), ahead.toByteArray())) {
      // Then
      assertThat(socket.head()).startsWith("HTTP/1.1 101");
      assertThat(socket.next(PONG).text()).isEqualTo("\r\n\r\n");
      assertThat(socket.next(TEXT).text()).startsWith("GET /");
    }
  }

  @Test
  @DisplayName("R35 a frame that is cut behind the request is whole with the next bytes")
  void cutAhead() throws IOException {
    // Given
    var frame = FrameSocket.masked(FINAL | TEXT, "whole".getBytes(UTF_8));
    try (var socket = asking(FrameSocket.request("/echo", ""), Arrays.copyOf(frame, 3))) {
      socket.head();
      // When
      for (int i = 3; i < frame.length; i++) {
        socket.raw(new byte[] {frame[i]});
      }
      // Then
      assertThat(socket.next(TEXT).text()).isEqualTo("whole");
    }
  }

  @Test
  @DisplayName("R35 a frame without a mask closes with 1002")
  void unmasked() throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      // When
      socket.raw(new byte[] {(byte) 0x81, 1, '{'});
      // Then
      assertThat(socket.next(CLOSE).closeCode()).isEqualTo(1002);
      assertThat(socket.ended()).isTrue();
    }
  }

  @Test
  @DisplayName("R35 a close of the client is answered with its code, and the line ends")
  void closeHandshake() throws IOException {
    // Given
    try (var socket = FrameSocket.open(port)) {
      // When
      socket.send(FINAL | CLOSE, new byte[] {0x03, (byte) 0xE8});
      // Then
      assertThat(socket.next(CLOSE).closeCode()).isEqualTo(1000);
      assertThat(socket.ended()).isTrue();
    }
  }

  @Test
  @DisplayName("Nothing of HTTP is left on the line but the connection, which counts")
  void line() throws IOException, InterruptedException {
    // Given
    echo.taken().clear();
    try (var socket = FrameSocket.at(port, "/echo")) {
      socket.head();
      // When
      TakenSocket taken = echo.taken().poll(10, TimeUnit.SECONDS);
      // Then
      assertThat(taken).isNotNull();
      assertThat(taken.line().pipeline().names())
          .containsExactly("carillon-socket", "handler", "DefaultChannelPipeline$TailContext#0");
    }
  }

  @Test
  @DisplayName("On Linux sockets are on epoll, which costs less")
  void epoll() throws IOException, InterruptedException {
    // Given
    boolean linux = System.getProperty("os.name").equals("Linux");
    echo.taken().clear();
    try (var socket = FrameSocket.at(port, "/echo")) {
      socket.head();
      // When
      TakenSocket taken = echo.taken().poll(10, TimeUnit.SECONDS);
      // Then
      assertThat(taken).isNotNull();
      assertThat(Epoll.isAvailable()).isEqualTo(linux);
      assertThat(taken.line().channel() instanceof EpollSocketChannel).isEqualTo(linux);
    }
  }
}
