package io.carillon.gateway.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A signed-in connection that remembers what it was told.
final class RememberingVisit implements SignedIn {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<byte[]> frames = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final Map<String, Boolean> online = new TreeMap<>();
  int terminations;

  /// How often it was told what it knew.
  int repeats;

  @Override
  public void watched(byte[] frame) {
    frames.add(frame);
    try {
      var data = JSON.readTree(JSON.readTree(new String(frame, UTF_8)).get("data").asText());
      for (var event : data.get("events")) {
        boolean there = event.get("name").asText().equals("online");
        event
            .get("user_ids")
            .forEach(id -> {
              told.add((there ? "+" : "-") + id.asText());
              repeats += Boolean.valueOf(there).equals(online.put(id.asText(), there)) ? 1 : 0;
            });
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void terminated() {
    terminations++;
  }
}
