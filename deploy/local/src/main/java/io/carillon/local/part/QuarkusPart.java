package io.carillon.local.part;

import io.carillon.local.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One of Carillon's own applications, run from the jar that its module builds.
public final class QuarkusPart implements Part {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  // One for all parts: each client has threads of its own.
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(ANSWER).version(HttpClient.Version.HTTP_1_1).build();

  private final String name;
  private final int port;
  private final Path jar;
  private final List<String> javaOptions;
  private final Map<String, String> environment;
  private final Path log;

  /// @param environment the settings of the part, as environment variables: some are secrets, and
  ///   command lines are for all to see
  public QuarkusPart(
      String name,
      int port,
      Path jar,
      List<String> javaOptions,
      Map<String, String> environment,
      Path log) {
    this.name = name;
    this.port = port;
    this.jar = jar;
    this.javaOptions = List.copyOf(javaOptions);
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Program prepare() throws IOException {
    if (!Files.exists(jar)) {
      throw new IOException(name + " is not built: there is no " + jar);
    }
    return Program.of(JavaCommand.ofJar(javaOptions, jar), environment, log);
  }

  @Override
  public boolean ready() {
    var health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(ANSWER)
            .build();
    try {
      return HTTP.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
