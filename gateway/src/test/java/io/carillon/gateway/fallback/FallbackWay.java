package io.carillon.gateway.fallback;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.gateway.socket.RawSocket;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// Lets a test's socket go over HTTP, with the stock client's rules: what answers a heartbeat, when
/// a stream is opened anew, what ends the session.
final class FallbackWay implements RawSocket.Way {
  private static final int CHARACTERS_MAX = 256 * 1024;
  private static final int LOST = 1006;

  private final FallbackClient client;
  private final RawSocket socket;
  private final boolean streaming;
  private boolean opened;
  private volatile boolean closed;
  private volatile FallbackClient.@Nullable Stream stream;

  private FallbackWay(FallbackClient client, RawSocket socket, boolean streaming) {
    this.client = client;
    this.socket = socket;
    this.streaming = streaming;
  }

  /// A socket at a path as WebSockets have it.
  static RawSocket socket(int port, String path, boolean streaming) {
    int query = path.indexOf('?') < 0 ? path.length() : path.indexOf('?');
    var client =
        new FallbackClient(
            port, path.substring(0, query), FallbackClient.newSession(), path.substring(query));
    return RawSocket.over(socket -> {
      var way = new FallbackWay(client, socket, streaming);
      Thread.ofVirtual().start(way::run);
      return way;
    });
  }

  private void run() {
    try {
      while (!closed) {
        if (streaming) {
          readStream();
        } else {
          poll();
        }
      }
    } catch (AssertionError | InterruptedException e) {
      end(LOST);
    }
  }

  private void poll() {
    HttpResponse<String> answer = client.poll();
    if (answer.statusCode() == 200) {
      answer.body().lines().forEach(this::line);
    } else {
      end(LOST);
    }
  }

  private void readStream() throws InterruptedException {
    try (FallbackClient.Stream current = client.stream()) {
      stream = current;
      int characters = 0;
      while (!closed && characters <= CHARACTERS_MAX) {
        String line = current.await();
        if (line.equals(FallbackClient.END)) {
          end(LOST);
        } else {
          characters += line.length() + 1;
          line(line);
        }
      }
    }
  }

  private void line(String line) {
    String json = line.substring(1);
    switch (line.charAt(0)) {
      case 'o' -> {
        if (opened) {
          end(LOST);
        }
        opened = true;
      }
      case 'a' -> {
        for (JsonNode frame : FallbackClient.json(json)) {
          socket.received(frame.asText());
        }
      }
      case 'h' -> {
        if (streaming) {
          client.send("[]");
        }
      }
      case 'c' -> end(FallbackClient.json(json).get(0).asInt());
      default -> throw new AssertionError("no such line: " + line);
    }
  }

  private void end(int code) {
    closed = true;
    socket.closedWith(code);
  }

  @Override
  public boolean trySend(String text) {
    return client.sendFrame(text).statusCode() == 204;
  }

  @Override
  public void sendBinary(String text) {
    throw new UnsupportedOperationException("there are only texts");
  }

  @Override
  public void abort() {
    closed = true;
    FallbackClient.Stream current = stream;
    if (current != null) {
      current.close();
    }
  }
}
