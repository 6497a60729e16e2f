package io.carillon.gateway.webhook;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.carillon.protocol.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An app's server that takes webhooks: it checks each request as the stock libraries do, remembers
/// it, and answers as it is told to. Each path is an endpoint of its own.
public final class Receiver implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int HANG = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> secrets;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> always = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /// A request that came.
  ///
  /// @param genuine whether key, signature and content type are what the stock libraries ask for
  /// @param status what it was answered, 0 for nothing
  public record Taken(
      String path, String host, boolean genuine, JsonNode body, int status, long nanos) {
    List<JsonNode> events() {
      return body.get("events").valueStream().toList();
    }
  }

  private Receiver(Map<String, String> secrets) {
    this.secrets = Map.copyOf(secrets);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /// One that listens on a port of its own.
  ///
  /// @param secrets of the keys that may sign
  public static Receiver start(Map<String, String> secrets) {
    return new Receiver(secrets);
  }

  /// The address of an endpoint.
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /// The endpoint's next requests are answered so, later ones with 200.
  void answer(String path, Integer... statuses) {
    answers.computeIfAbsent(path, p -> new ConcurrentLinkedQueue<>()).addAll(List.of(statuses));
  }

  /// All its requests from now on.
  public void answerAlways(String path, int status) {
    always.put(path, status);
  }

  /// It takes requests and says nothing.
  void hang(String path) {
    answerAlways(path, HANG);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    int status = status(path);
    taken.add(
        new Taken(
            path,
            String.valueOf(exchange.getRequestHeaders().getFirst("Host")),
            genuine(exchange, body),
            JSON.readTree(body),
            status,
            System.nanoTime()));
    if (status == HANG) {
      awaitEnd();
      return;
    }
    exchange.getResponseHeaders().add("Location", url("/redirected").toString());
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private int status(String path) {
    Queue<Integer> next = answers.get(path);
    Integer one = next == null ? null : next.poll();
    return one == null ? always.getOrDefault(path, OK) : one;
  }

  private boolean genuine(HttpExchange exchange, byte[] body) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    @Nullable String key = exchange.getRequestHeaders().getFirst("X-Pusher-Key");
    String secret = key == null ? null : secrets.get(key);
    return exchange.getRequestMethod().equals("POST")
        && "application/json".equals(type)
        && secret != null
        && Signatures.webhook(secret, body)
            .equals(exchange.getRequestHeaders().getFirst("X-Pusher-Signature"));
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All requests to an endpoint so far.
  public List<Taken> requests(String path) {
    return taken.stream().filter(each -> each.path().equals(path)).toList();
  }

  /// What an endpoint was told of a channel so far, in the order in which it came.
  public List<String> told(String path, String channel) {
    return taken.stream()
        .filter(each -> each.path().equals(path) && each.status() == OK)
        .flatMap(each -> each.events().stream())
        .filter(event -> event.get("channel").asText().equals(channel))
        .map(Receiver::brief)
        .toList();
  }

  /// Waits until an endpoint was told so much of a channel.
  public List<String> awaitTold(String path, String channel, int count) {
    await().atMost(PATIENCE).until(() -> told(path, channel).size() >= count);
    return told(path, channel);
  }

  /// Name and members in their order, without the channel.
  private static String brief(JsonNode event) {
    var brief = new StringBuilder(event.get("name").asText());
    event
        .properties()
        .forEach(member -> {
          if (!member.getKey().equals("name") && !member.getKey().equals("channel")) {
            brief.append(' ').append(member.getKey()).append('=').append(member.getValue());
          }
        });
    return brief.toString();
  }

  /// True when every request so far was as the stock libraries want it.
  public boolean allGenuine() {
    return taken.stream().allMatch(Taken::genuine);
  }

  @Override
  public void close() {
    ended.countDown();
    server.stop(0);
    threads.close();
  }
}
