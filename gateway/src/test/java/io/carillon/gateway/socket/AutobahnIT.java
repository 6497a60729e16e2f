package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The Autobahn fuzzing suite against the gateway's own WebSocket stack: framing, pings, reserved
/// bits, opcodes, fragments, UTF-8, closes and automatic fragmentation. Its groups 9 (sizes beyond
/// the message limit), 12 and 13 (compression, which is not offered) do not apply.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class AutobahnIT {
  private static final int CASES = 251;
  private static final long MINUTES_MAX = 5;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R35 R168 no case of the WebSocket fuzzing suite fails")
  void noneFails() throws IOException, InterruptedException {
    // When
    var results = results();
    // Then
    assertThat(results).hasSize(CASES);
    assertThat(results)
        .allSatisfy(result ->
            assertThat(result).doesNotContain("FAILED", "WRONG_CODE", "UNCLEAN", "UNIMPLEMENTED"));
    assertThat(results).filteredOn(result -> result.contains(" OK ")).hasSizeGreaterThan(200);
  }

  /// One line a case: its number, its behaviour, and its behaviour at the close.
  private List<String> results() throws IOException, InterruptedException {
    var out = Files.createTempFile("carillon-autobahn", ".txt");
    var log = Path.of("target", "autobahn", "suite.log");
    var process =
        new ProcessBuilder(command(out.toAbsolutePath().toString()))
            .directory(Path.of("target", "autobahn").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).as("see %s", log).isTrue();
      assertThat(process.exitValue()).as("see %s", log).isZero();
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }

  private List<String> command(String out) {
    var open =
        Stream.of("java.lang", "java.io", "sun.nio.ch", "java.util", "java.net")
            .map(each -> "--add-opens=java.base/" + each + "=ALL-UNNAMED");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var run = Path.of("src", "test", "autobahn", "AutobahnRun.java").toAbsolutePath().toString();
    return Stream.of(
            Stream.of(java, "-Xmx512m"),
            open,
            Stream.of("-cp", "*", run, "ws://127.0.0.1:" + port + "/echo", out))
        .flatMap(each -> each)
        .toList();
  }
}
