package io.carillon.local.testing;

import io.carillon.local.part.QuarkusPart;
import io.carillon.local.part.Workspace;
import io.carillon.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A further gateway beside the one in a test's own JVM: a process of the jar that the module
/// builds before its integration tests.
public final class LocalGateway implements AutoCloseable {
  private static final List<String> JAVA_OPTIONS =
      List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  private static final String LOG = "gateway.log";

  private final int port;
  private final Path directory;
  private final TestPart part;

  private LocalGateway(int port, Path directory, Map<String, String> environment) {
    this.port = port;
    this.directory = directory;
    this.part =
        TestPart.killable(
            new QuarkusPart(
                "gateway-2",
                port,
                Workspace.find().application("gateway"),
                JAVA_OPTIONS,
                environment,
                directory.resolve(LOG)),
            directory);
  }

  /// Starts a gateway and waits until it is ready.
  ///
  /// @param settings by their names (`carillon.topics.prefix`); the port is a free one
  public static LocalGateway start(Map<String, String> settings) {
    int port = Ports.free();
    var environment = new HashMap<String, String>();
    settings.forEach((name, value) -> environment.put(variable(name), value));
    environment.put(variable("quarkus.http.host"), "127.0.0.1");
    environment.put(variable("quarkus.http.port"), Integer.toString(port));
    var gateway = new LocalGateway(port, TestDirectory.create("gateway"), environment);
    TestPart.awaitReady(gateway.part.launch());
    return gateway;
  }

  private static String variable(String setting) {
    return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /// Where it listens, on loopback.
  public int port() {
    return port;
  }

  /// What it logged so far.
  public String log() {
    try {
      return Files.readString(directory.resolve(LOG));
    } catch (IOException broken) {
      throw new UncheckedIOException("the gateway's log cannot be read", broken);
    }
  }

  @Override
  public void close() {
    part.stop();
    TestDirectory.delete(directory);
  }
}
