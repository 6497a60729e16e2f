package io.carillon.local.launch;

import io.carillon.local.part.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// What a person reads when everything is up: where the parts are, and what to set in an app of
/// their own.
record ReadyMessage(StackOptions options, Home home, List<PartView> parts) {
  /// The last line of a good start; tests and tools wait for it.
  static final String READY = "Carillon is ready";

  void print(PrintStream out) throws IOException {
    out.println();
    out.println("Addresses");
    parts.forEach(part -> out.printf("  %-12s %s%n", part.name(), address(part)));
    if (options.wants("gateway")) {
      printApp(out);
    }
    out.println();
    out.println("Data and logs: " + home.directory());
    out.println(READY);
    out.flush();
  }

  private void printApp(PrintStream out) throws IOException {
    var app = AppsFile.first(AppsFile.path(options, home));
    app.ifPresent(known -> {
      out.println();
      out.println("For an app of your own");
      out.println("  PUSHER_APP_ID=" + known.id());
      out.println("  PUSHER_SECRET=" + known.secret());
      out.println("  NEXT_PUBLIC_PUSHER_KEY=" + known.key());
      out.println("  NEXT_PUBLIC_PUSHER_CLUSTER=local");
      out.println("  host 127.0.0.1, port " + options.port("gateway") + ", no TLS");
    });
    out.println();
    out.println("Open http://127.0.0.1:" + options.port("gateway") + "/ in two browsers.");
  }

  private static String address(PartView part) {
    return switch (part.name()) {
      case "postgresql" ->
          "postgresql://127.0.0.1:%d/%s (user and password %s; fsync is off: not for data you need)"
              .formatted(part.port(), PostgresServer.DATABASE, PostgresServer.DATABASE);
      case "oidc" -> "http://127.0.0.1:" + part.port() + "/carillon (signs in anybody)";
      case String name when name.startsWith("kafka") -> "127.0.0.1:" + part.port();
      default -> "http://127.0.0.1:" + part.port();
    };
  }
}
