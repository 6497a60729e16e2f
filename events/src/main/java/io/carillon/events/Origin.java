package io.carillon.events;

/// Who made an event: a server (the HTTP API, a service, a route) or a connected client.
public enum Origin {
  SERVER("server"),
  CLIENT("client");

  private final String text;

  Origin(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
