package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a file of Node tests against a stack. Its report stands in `target/node`.
final class NodeTests {
  private static final int MINUTES_MAX = 3;

  private NodeTests() {}

  static void run(Stack stack, String file, Map<String, String> more)
      throws IOException, InterruptedException {
    Path directory = Stack.directory().resolve("e2e");
    Path report = Files.createDirectories(directory.resolve("target/node")).resolve(file + ".txt");
    var builder =
        new ProcessBuilder("node", "--test", "--test-reporter=spec", file)
            .directory(directory.resolve("node").toFile())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile());
    builder.environment().put("CARILLON_GATEWAYS", stack.gateway(0) + "," + stack.gateway(1));
    builder
        .environment()
        .put("CARILLON_TLS_PORTS", stack.tlsPort("gateway") + "," + stack.tlsPort("gateway-2"));
    builder
        .environment()
        .put("NODE_EXTRA_CA_CERTS", TestCertificate.shared().certificate().toString());
    builder.environment().putAll(more);
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(report);
    assertThat(ended).as("%s ends: %s", file, output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).as("tests were run").containsPattern("pass [1-9]");
  }
}
