package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.protocol.Signatures;
import io.carillon.protocol.SocketId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A client without a library: sends any text, and waits for frames with a bound. Its way is a
/// WebSocket, or what a test puts in its place.
public final class RawSocket implements WebSocket.Listener, AutoCloseable {
  public static final Duration PATIENCE = Duration.ofSeconds(10);
  static final String COUNT = "pusher_internal:subscription_count";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile boolean countsAside = true;
  private final Semaphore pings = new Semaphore(0);
  private final StringBuilder partial = new StringBuilder();
  private final Way way;

  private RawSocket(Function<RawSocket, Way> connecting) {
    way = connecting.apply(this);
  }

  /// How texts go out. What comes in is told to [RawSocket#received] and [RawSocket#closedWith].
  public interface Way {
    /// Sends to a server that may have closed meanwhile. @return false when it had
    boolean trySend(String text);

    void sendBinary(String text);

    void abort();
  }

  private record SocketWay(WebSocket socket) implements Way {
    @Override
    public boolean trySend(String text) {
      return socket.sendText(text, true).handle((sent, failure) -> failure == null).join();
    }

    @Override
    public void sendBinary(String text) {
      socket.sendBinary(ByteBuffer.wrap(text.getBytes(UTF_8)), true).join();
    }

    @Override
    public void abort() {
      socket.abort();
    }
  }

  /// A client on a way of the test's own.
  public static RawSocket over(Function<RawSocket, Way> connecting) {
    return new RawSocket(connecting);
  }

  private static RawSocket over(WebSocket.Builder builder, URI uri) {
    return over(socket -> new SocketWay(builder.buildAsync(uri, socket).join()));
  }

  /// Opens a socket with the given query and waits for nothing.
  static RawSocket open(int port, String key, String query) {
    return at(port, "/app/" + key + query);
  }

  /// Opens a socket at that path and waits for nothing.
  static RawSocket at(int port, String path) {
    return over(HTTP.newWebSocketBuilder(), address("ws", port, path));
  }

  /// The same, from a page of that origin.
  static RawSocket from(String origin, int port, String path) {
    return over(HTTP.newWebSocketBuilder().header("Origin", origin), address("ws", port, path));
  }

  /// The same, through a proxy that names that address.
  static RawSocket forwarded(String address, int port, String path) {
    return over(
        HTTP.newWebSocketBuilder().header("X-Forwarded-For", address), address("ws", port, path));
  }

  /// The same over TLS, by a client that trusts the server.
  static RawSocket secure(HttpClient client, int port, String path) {
    return over(client.newWebSocketBuilder(), address("wss", port, path));
  }

  private static URI address(String scheme, int port, String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  /// Waits until the gateway has read its topics: before that it refuses sockets.
  public static void awaitReady(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready")).build();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200);
  }

  /// Opens a socket of the development app and waits for its welcome.
  public static Live live(int port) throws InterruptedException {
    return welcomed(open(port, "app-key", "?protocol=7&client=js&version=8.6.0"));
  }

  /// Waits for the welcome of a socket that was opened.
  public static Live welcomed(RawSocket socket) throws InterruptedException {
    JsonNode welcome = socket.next("pusher:connection_established");
    return new Live(socket, new SocketId(dataOf(welcome).get("socket_id").asText()));
  }

  /// A socket that was welcomed.
  public record Live(RawSocket socket, SocketId id) implements AutoCloseable {
    public void subscribe(String channel) {
      send("pusher:subscribe", Map.of("channel", channel, "auth", auth(channel, null)));
    }

    /// With further members in the frame's data.
    void subscribe(String channel, Map<String, ?> more) {
      var data = new HashMap<String, Object>(more);
      data.put("channel", channel);
      data.put("auth", auth(channel, null));
      send("pusher:subscribe", data);
    }

    public void join(String channel, String channelData) {
      send(
          "pusher:subscribe",
          Map.of(
              "channel", channel, "auth", auth(channel, channelData), "channel_data", channelData));
    }

    /// With further members in the frame's data.
    void join(String channel, String channelData, Map<String, ?> more) {
      var data = new HashMap<String, Object>(more);
      data.put("channel", channel);
      data.put("auth", auth(channel, channelData));
      data.put("channel_data", channelData);
      send("pusher:subscribe", data);
    }

    void signIn(String userData) {
      var auth = "app-key:" + Signatures.user("app-secret", id, userData);
      send("pusher:signin", Map.of("auth", auth, "user_data", userData));
    }

    private String auth(String channel, @Nullable String data) {
      return "app-key:" + Signatures.channel("app-secret", id, channel, data);
    }

    public void send(String event, Object data) {
      socket.send(json(Map.of("event", event, "data", data)));
    }

    /// Waits for the channel's confirmation.
    public JsonNode subscribed(String channel) throws InterruptedException {
      return socket.next("pusher_internal:subscription_succeeded", channel);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// The `data` string of a frame, parsed.
  static JsonNode dataOf(JsonNode frame) {
    assertThat(frame.get("data").isTextual()).as("data is a string: %s", frame).isTrue();
    return parse(frame.get("data").asText());
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  public void send(String text) {
    assertThat(trySend(text)).as("the server takes %s", text).isTrue();
  }

  void sendBinary(String text) {
    way.sendBinary(text);
  }

  /// Sends to a server that may have closed meanwhile. @return false when it had
  boolean trySend(String text) {
    return way.trySend(text);
  }

  /// From here on subscription counts stand among the frames, for a test that is about them. They
  /// come in a time of their own, between any two others.
  void keepCounts() {
    countsAside = false;
  }

  /// Waits for this count of the channel; counts before it may come or be merged, other frames may
  /// not.
  void counted(String channel, int count) throws InterruptedException {
    JsonNode frame = next(COUNT, channel);
    while (dataOf(frame).get("subscription_count").asInt() != count) {
      frame = next(COUNT, channel);
    }
  }

  /// The next frame, which must be of this event.
  public JsonNode next(String event) throws InterruptedException {
    JsonNode frame = next();
    assertThat(frame.get("event").asText()).as("frame %s", frame).isEqualTo(event);
    return frame;
  }

  /// The next frame, which must be of this event on this channel.
  public JsonNode next(String event, String channel) throws InterruptedException {
    JsonNode frame = next(event);
    assertThat(frame.get("channel").asText()).isEqualTo(channel);
    return frame;
  }

  JsonNode next() throws InterruptedException {
    JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(frame).as("a frame within %s; closed: %s", PATIENCE, closed).isNotNull();
    return frame;
  }

  /// All frames up to the answer to a ping that is sent now: what had come before is complete.
  public List<JsonNode> upToNow() throws InterruptedException {
    send("{\"event\":\"pusher:ping\",\"data\":{}}");
    var before = new ArrayList<JsonNode>();
    for (JsonNode frame = next(); !frame.get("event").asText().equals("pusher:pong"); ) {
      before.add(frame);
      frame = next();
    }
    return before;
  }

  /// Waits for one more protocol-level ping of the server.
  boolean pinged() throws InterruptedException {
    return pings.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
    pings.release();
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  /// The code that the server closed with.
  public int closeCode() {
    return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  public boolean open() {
    return !closed.isDone();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received(partial.toString());
      partial.setLength(0);
    }
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  /// A text message of the server.
  public void received(String text) {
    JsonNode frame = parse(text);
    if (!countsAside || !frame.get("event").asText().equals(COUNT)) {
      frames.add(frame);
    }
  }

  /// The way has ended.
  public void closedWith(int code) {
    closed.complete(code);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closedWith(statusCode);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closedWith(1006);
  }

  @Override
  public void close() {
    way.abort();
  }
}
