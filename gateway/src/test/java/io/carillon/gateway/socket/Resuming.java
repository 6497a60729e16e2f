package io.carillon.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.gateway.api.SigningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A client that reads positions and comes back with them, step by step, and who publishes for it.
final class Resuming {
  private static final int BATCH = 10;

  private Resuming() {}

  static RawSocket.Live open(int port) throws InterruptedException {
    return RawSocket.welcomed(
        RawSocket.open(port, "app-key", "?protocol=7&client=js&version=8.6.0&resume=1"));
  }

  static void resume(RawSocket.Live live, String channel, String position, String... sockets) {
    live.subscribe(
        channel, Map.of("resume", Map.of("position", position, "sockets", List.of(sockets))));
  }

  /// Subscribes afresh. @return the position told
  static String subscribed(RawSocket.Live live, String channel) throws InterruptedException {
    live.subscribe(channel);
    return position(live.subscribed(channel));
  }

  /// Where a client stands that subscribed afresh and whose line was cut before anything came.
  static String cutOff(int port, String channel) throws InterruptedException {
    try (var before = open(port)) {
      return subscribed(before, channel);
    }
  }

  static String position(JsonNode frame) {
    return frame.get("position").asText();
  }

  /// The data of as many events.
  static List<String> events(RawSocket.Live live, int count) throws InterruptedException {
    var data = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      data.add(live.socket().next("e").get("data").asText());
    }
    return data;
  }

  static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
  }

  /// One event for each number, in order.
  static void publish(SigningServer server, String channel, int first, int last) {
    publish(server, channel, numbers(first, last));
  }

  static void publish(SigningServer server, String channel, List<String> data) {
    for (int from = 0; from < data.size(); from += BATCH) {
      String events =
          data.subList(from, Math.min(from + BATCH, data.size())).stream()
              .map(each -> RawSocket.json(Map.of("name", "e", "channel", channel, "data", each)))
              .collect(Collectors.joining(","));
      int status = server.post("/batch_events", "{\"batch\":[" + events + "]}").statusCode();
      if (status != 200) {
        throw new AssertionError("not published: " + status);
      }
    }
  }
}
