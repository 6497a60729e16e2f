package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.carillon.local.testing.TestCertificate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A gateway that ends TLS itself, with a certificate from files.
@QuarkusTest
@TestProfile(TlsIT.Certificate.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
@QuarkusTestResource(value = RuledApps.class, restrictToAnnotatedClass = true)
class TlsIT {
  public static final class Certificate implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.http.ssl.certificate.files", TestCertificate.shared().certificate().toString(),
          "quarkus.http.ssl.certificate.key-files", TestCertificate.shared().key().toString(),
          "quarkus.http.test-ssl-port", "0");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.http.test-ssl-port")
  int tlsPort;

  @Inject EchoSocket echo;

  private final HttpClient client = TestCertificate.shared().trustingClient();

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName(
      "R8 sockets come over TLS with a certificate from files, also where the app wants it")
  void overTls() throws InterruptedException {
    // Given
    try (var socket = RawSocket.secure(client, tlsPort, "/app/sealed-key?protocol=7")) {
      socket.next("pusher:connection_established");
      // When
      socket.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
      // Then
      socket.next("pusher_internal:subscription_succeeded", "news");
    }
  }

  @Test
  @DisplayName(
      "R8 R35 over TLS, too, frames that come with the request are read, and closes answered")
  void takenOverTls() throws IOException, InterruptedException {
    // Given
    var line = client.sslContext().getSocketFactory().createSocket("127.0.0.1", tlsPort);
    var ahead = FrameSocket.masked(FrameSocket.FINAL | FrameSocket.TEXT, "a\r\n".getBytes(UTF_8));
    try (var socket = FrameSocket.over(line, FrameSocket.request("/echo", ""), ahead)) {
      // When
      socket.head();
      var text = socket.next(FrameSocket.TEXT).text();
      socket.send(FrameSocket.FINAL | FrameSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
      // Then
      assertThat(text).isEqualTo("a\r\n");
      assertThat(socket.next(FrameSocket.CLOSE).closeCode()).isEqualTo(1000);
      assertThat(socket.ended()).isTrue();
    }
  }

  @Test
  @DisplayName("R8 over TLS nothing is left on the line but TLS, the socket and the connection")
  void line() throws IOException, InterruptedException {
    // Given
    echo.taken().clear();
    var line = client.sslContext().getSocketFactory().createSocket("127.0.0.1", tlsPort);
    try (var socket = FrameSocket.over(line, FrameSocket.request("/echo", ""), new byte[0])) {
      socket.head();
      // When
      TakenSocket taken = echo.taken().poll(10, TimeUnit.SECONDS);
      // Then
      assertThat(taken).isNotNull();
      assertThat(taken.line().pipeline().names())
          .containsExactly(
              "ssl", "carillon-socket", "handler", "DefaultChannelPipeline$TailContext#0");
    }
  }

  @Test
  @DisplayName(
      "R8 R18 without TLS such an app's socket is closed with 4000, so clients change over")
  void withoutTls() {
    // When
    try (var socket = RawSocket.at(port, "/app/sealed-key?protocol=7")) {
      // Then
      assertThat(socket.closeCode()).isEqualTo(4000);
    }
  }

  @Test
  @DisplayName("R8 the HTTP API answers over TLS")
  void api() throws Exception {
    // Given
    var request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + tlsPort + "/apps/sealed/channels"))
            .build();
    // When
    var answer = client.send(request, BodyHandlers.ofString());
    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("auth_key");
  }

  @Test
  @DisplayName("R8 R31 a fallback session streams over HTTP/2, where the app wants TLS")
  void fallbackOverHttp2() throws Exception {
    // Given
    var stream = client.send(post("xhr_streaming?protocol=7", ""), BodyHandlers.ofInputStream());
    try (var lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      var first = List.of(lines.readLine(), lines.readLine());
      // When
      var sent =
          client.send(
              post("xhr_send", "[\"{\\\"event\\\":\\\"pusher:ping\\\"}\"]"),
              BodyHandlers.ofString());
      // Then
      assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(first.get(0)).isEqualTo("o");
      assertThat(first.get(1)).contains("connection_established");
      assertThat(sent.statusCode()).isEqualTo(204);
      assertThat(lines.readLine()).contains("pusher:pong");
    }
  }

  private HttpRequest post(String kind, String body) {
    var uri =
        URI.create("https://127.0.0.1:" + tlsPort + "/pusher/app/sealed-key/7/0abcdefg/" + kind);
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
  }
}
