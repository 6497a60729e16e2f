package io.carillon.leaderboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged service in a process of its own, which can be killed.
final class Instance implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Map<String, String> settings;
  private final int port;
  private Process process;

  private Instance(Map<String, String> settings, int port) {
    this.settings = settings;
    this.port = port;
    this.process = launched(settings, port);
  }

  static Instance start(Map<String, String> settings) {
    return new Instance(settings, freePort());
  }

  AppServer server() {
    return AppServer.at(port);
  }

  boolean ready() {
    try {
      return server().get("/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  void kill9() {
    process.destroyForcibly().onExit().join();
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  void startAgain() {
    process = launched(settings, port);
  }

  @Override
  public void close() {
    kill9();
  }

  private static Process launched(Map<String, String> settings, int port) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dquarkus.http.port=" + port);
    command.add("-jar");
    command.add(JAR.toString());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(
                  Path.of("target", "instance-" + port + ".log").toFile()))
          .start();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot start " + JAR, broken);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException broken) {
      throw new UncheckedIOException("no free port", broken);
    }
  }
}
