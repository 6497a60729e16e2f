package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A running Carillon of two gateways, on free ports and with a data directory of its own, started
/// by `./carillon up`. Its gateways listen for TLS too, with a certificate of the test run.
///
/// One is shared by all tests of the JVM and ends with it, so a test leaves it as it found it.
final class Stack {
  static final int GATEWAYS = 2;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START_MINUTES = 5;
  private static final Path ROOT = root();

  private final Path home;
  private final Map<String, String> environment;

  /// What `status --json` says of one part.
  record Part(String name, String state, int port, long pid) {}

  private Stack(Path home, Map<String, String> settings) {
    this.home = home;
    this.environment = environment(home);
    environment.putAll(settings);
  }

  /// The one that tests share.
  static Stack shared() {
    return Shared.STACK;
  }

  private static final class Shared {
    static final Stack STACK = start();

    private static Stack start() {
      Stack stack = fresh("shared");
      stack.run("up", "--background", "--gateways", Integer.toString(GATEWAYS));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.run("down")));
      return stack;
    }
  }

  /// One that is not started, with ports and data of its own.
  static Stack fresh(String name) {
    return fresh(name, Map.of());
  }

  /// One with settings of its own.
  static Stack fresh(String name, Map<String, String> settings) {
    try {
      Path home = ROOT.resolve("e2e/target/stacks").resolve(name + "-" + System.nanoTime());
      return new Stack(Files.createDirectories(home), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("carillon"))) {
      path = path.getParent();
      if (path == null) {
        throw new IllegalStateException("there is no ./carillon above the working directory");
      }
    }
    return path;
  }

  private static Map<String, String> environment(Path home) {
    var environment = new HashMap<String, String>();
    environment.put("CARILLON_HOME", home.toString());
    List<String> parts =
        List.of("GATEWAY", "CHAT", "PRESENCE", "LEADERBOARD", "OIDC", "KAFKA", "POSTGRESQL");
    int base = freeBlock();
    for (int i = 0; i < parts.size(); i++) {
      // Further gateways and brokers stand 100 above the first.
      environment.put("CARILLON_" + parts.get(i) + "_PORT", Integer.toString(base + i * 2));
    }
    TestCertificate tls = TestCertificate.shared();
    environment.put(
        "CARILLON_GATEWAY_JAVA_OPTS",
        "-Dquarkus.http.ssl-port=0 -Dquarkus.http.ssl.certificate.files=%s -Dquarkus.http.ssl.certificate.key-files=%s"
            .formatted(tls.certificate(), tls.key()));
    return environment;
  }

  /// A port whose neighbours are very likely free too.
  private static int freeBlock() {
    try (var socket = new ServerSocket(0)) {
      int port = socket.getLocalPort();
      return 20_000 + port % 10_000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command of `./carillon` and gives what it printed. Fails when it fails.
  String run(String... arguments) {
    Result result = tryRun(arguments);
    if (result.exit != 0) {
      throw new AssertionError(
          "./carillon "
              + String.join(" ", arguments)
              + " ended with "
              + result.exit
              + ":\n"
              + result.output);
    }
    return result.output;
  }

  /// How a command ended, and what it printed on both outputs.
  record Result(int exit, String output) {}

  Result tryRun(String... arguments) {
    try {
      Process process =
          command(arguments).redirectErrorStream(true).redirectOutput(log().toFile()).start();
      if (!process.waitFor(START_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("no end of ./carillon " + String.join(" ", arguments));
      }
      return new Result(process.exitValue(), Files.readString(lastLog));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path lastLog = Path.of("");
  private int commands;

  // A file, not a pipe: parts that outlive the command would keep a pipe open.
  private Path log() {
    lastLog = home.resolve("command-" + commands++ + ".log");
    return lastLog;
  }

  /// A command of `./carillon` for this stack, not started.
  ProcessBuilder command(String... arguments) {
    var words = new ArrayList<>(List.of(ROOT.resolve("carillon").toString()));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words).directory(ROOT.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /// Every part, as `status --json` tells.
  List<Part> parts() {
    try {
      JsonNode status = JSON.readTree(run("status", "--json"));
      var parts = new ArrayList<Part>();
      for (JsonNode part : status.get("parts")) {
        parts.add(
            new Part(
                part.get("name").asText(),
                part.get("state").asText(),
                part.path("port").asInt(),
                part.path("pid").asLong()));
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Part part(String name) {
    return parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no part " + name + " in " + parts()));
  }

  /// The port of the nth gateway, from 0.
  int gateway(int n) {
    return port("GATEWAY") + n * 100;
  }

  /// The port on which a gateway, `gateway` or `gateway-2`, listens for TLS.
  int tlsPort(String name) {
    try {
      String log = Files.readString(home.resolve("logs").resolve(name + ".log"));
      var port = Pattern.compile("https://[^\\s:]+:([0-9]+)").matcher(log);
      if (!port.find()) {
        throw new AssertionError(name + " does not listen for TLS: " + log);
      }
      return Integer.parseInt(port.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first port of a kind of part: `CHAT`, `OIDC`, ….
  int port(String kind) {
    return Integer.parseInt(environment.getOrDefault("CARILLON_" + kind + "_PORT", ""));
  }

  String url(String kind) {
    return "http://127.0.0.1:" + port(kind);
  }

  /// The variables that name this stack, for commands of its own.
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /// Ends a part at once, as a crash would.
  void kill9(String name) {
    ProcessHandle.of(part(name).pid()).orElseThrow().destroyForcibly();
  }

  /// Starts a part again that was killed, and waits until it is ready.
  void restart(String name) {
    run("restart", name);
  }

  Path home() {
    return home;
  }

  static Path directory() {
    return ROOT;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
