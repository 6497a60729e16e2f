package io.carillon.chat.fault;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The packaged service in a process of its own, started as it is in production.
final class RunningService implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final URI address;

  private RunningService(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static RunningService start(Map<String, String> settings) {
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dquarkus.http.port=" + port);
    command.addAll(List.of("-jar", JAR.toString()));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/service.log")))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      var service = new RunningService(process, URI.create("http://127.0.0.1:" + port));
      await().atMost(START).until(service::isReady);
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the service", e);
    }
  }

  URI address() {
    return address;
  }

  void kill9() {
    process.destroyForcibly();
    await().atMost(START).until(() -> !process.isAlive());
  }

  /// Asks it to stop, as an orchestrator does, and gives its exit code.
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError("the service ended while starting: see target/service.log");
    }
    try (var http = HttpClient.newHttpClient()) {
      var ready = HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
      return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
