package io.carillon.deploy;

import java.util.Arrays;
import java.util.stream.Stream;

/// What is deployed: the name that compose and the cluster know, and the module that builds it.
enum Part {
  GATEWAY("gateway", "gateway"),
  CHAT("chat", "chat-service"),
  PRESENCE("presence", "presence-service"),
  LEADERBOARD("leaderboard", "leaderboard-service");

  private final String id;
  private final String module;

  Part(String id, String module) {
    this.id = id;
    this.module = module;
  }

  String id() {
    return id;
  }

  String module() {
    return module;
  }

  /// Those whose sources declare its settings.
  Stream<String> modules() {
    return this == GATEWAY ? Stream.of(module) : Stream.of(module, "entrance");
  }

  String image() {
    return "carillon/" + module;
  }

  static Stream<Part> all() {
    return Arrays.stream(values());
  }
}
