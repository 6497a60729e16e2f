package io.carillon.gateway.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.gateway.socket.RawSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// One session asked request by request, and read line by line.
final class FallbackClient {
  static final String QUERY = "?protocol=7&client=js&version=8.6.0";
  static final String END = "(the end)";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String query;

  FallbackClient(int port, String path, String session, String query) {
    this.base = "http://127.0.0.1:" + port + path + "/" + session;
    this.query = query;
  }

  /// A session of the development app, named as the stock client names one.
  static FallbackClient at(int port) {
    return new FallbackClient(port, "/pusher/app/app-key", newSession(), QUERY);
  }

  static String newSession() {
    var random = ThreadLocalRandom.current();
    var name = new StringBuilder().append(random.nextInt(1000)).append('/');
    for (int i = 0; i < 8; i++) {
      name.append(Integer.toString(random.nextInt(32), 32));
    }
    return name.toString();
  }

  HttpResponse<String> poll() {
    return ask("POST", "xhr" + query, "", BodyHandlers.ofString());
  }

  /// Polls as a page of that origin does.
  HttpResponse<String> pollFrom(String origin) {
    return ask(
        request("POST", "xhr" + query, "").header("Origin", origin), BodyHandlers.ofString());
  }

  /// Polls without waiting for the answer.
  CompletableFuture<HttpResponse<String>> polling() {
    return http.sendAsync(request("POST", "xhr" + query, "").build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(String body) {
    return ask("POST", "xhr_send?t=1&n=1", body, BodyHandlers.ofString());
  }

  HttpResponse<String> sendFrame(String frame) {
    return send(RawSocket.json(List.of(frame)));
  }

  HttpResponse<String> ask(String method, String path) {
    return ask(method, path, "", BodyHandlers.ofString());
  }

  Stream stream() {
    return new Stream(ask("POST", "xhr_streaming" + query, "", BodyHandlers.ofInputStream()));
  }

  private <T> HttpResponse<T> ask(String method, String path, String body, BodyHandler<T> handler) {
    return ask(request(method, path, body), handler);
  }

  private <T> HttpResponse<T> ask(HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new AssertionError("the gateway did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(base + "/" + path))
        .header("Content-Type", "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .timeout(ANSWER);
  }

  /// The frames of an `a[…]` line.
  static List<JsonNode> frames(String line) {
    assertThat(line).startsWith("a");
    var frames = new ArrayList<JsonNode>();
    for (JsonNode frame : json(line.substring(1))) {
      frames.add(json(frame.asText()));
    }
    return frames;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /// A streaming answer, read as it comes.
  static final class Stream implements AutoCloseable {
    final HttpResponse<InputStream> response;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Stream(HttpResponse<InputStream> response) {
      this.response = response;
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var in = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          lines.add(line);
        }
      } catch (IOException e) {
        // The end, as the client sees it.
      }
      lines.add(END);
    }

    /// The next line, or [#END].
    String next() throws InterruptedException {
      String line = lines.poll(RawSocket.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(line).as("a line within %s", RawSocket.PATIENCE).isNotNull();
      return line;
    }

    /// The same, however long it takes.
    String await() throws InterruptedException {
      return lines.take();
    }

    /// The lines that have come and were not asked for.
    List<String> more() {
      var more = new ArrayList<String>();
      lines.drainTo(more);
      return more;
    }

    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException e) {
        // It was broken already.
      }
    }
  }
}
