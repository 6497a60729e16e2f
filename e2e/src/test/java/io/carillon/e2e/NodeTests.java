package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a file of Node tests against a stack. Its report stands in `target/node`.
final class NodeTests {
  private static final int MINUTES_MAX = 3;

  private NodeTests() {}

  static void run(Stack stack, String file, Map<String, String> more)
      throws IOException, InterruptedException {
    var environment = new HashMap<String, String>();
    environment.put("CARILLON_GATEWAYS", stack.gateway(0) + "," + stack.gateway(1));
    environment.putAll(more);
    run(file, List.of("node", "--test", "--test-reporter=spec", file), environment);
  }

  /// Runs the conformance suite, with publisher and subscribers at these addresses.
  static void conformance(String report, String publish, String subscribe)
      throws IOException, InterruptedException {
    run(report, List.of("../conformance", publish, subscribe), Map.of());
  }

  private static void run(String name, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path directory = Stack.directory().resolve("e2e");
    Path report = Files.createDirectories(directory.resolve("target/node")).resolve(name + ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.resolve("node").toFile())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(report);
    assertThat(ended).as("%s ends: %s", name, output).isTrue();
    assertThat(process.exitValue()).as(failures(output)).isZero();
    assertThat(output).as("tests were run").containsPattern("pass [1-9]");
  }

  /// The end of a report, which tells what failed; the whole when it has no such end.
  private static String failures(String output) {
    int start = output.indexOf("failing tests:");
    return start < 0 ? output : output.substring(start);
  }
}
