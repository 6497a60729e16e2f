package io.carillon.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.ReadyGateway;
import io.carillon.local.part.Workspace;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs what docs/apps.md tells people to run.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,oidc"),
      @ResourceArg(name = "topics", value = "docs.")
    },
    restrictToAnnotatedClass = true)
class AppsDocsIT {
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final long RUN_SECONDS_MAX = 120;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @TempDir private Path directory;

  @Test
  @DisplayName("R9 every command of the page about apps does what the page says")
  void commands() throws IOException, InterruptedException {
    // Given
    var _ = ReadyGateway.at(port);
    var page = Files.readString(Workspace.find().root().resolve("docs/apps.md"));
    var blocks = BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    var script =
        Files.writeString(
            directory.resolve("apps.sh"),
            "set -euo pipefail\n"
                + String.join("\necho\n", blocks)
                + "\necho \"LENGTH ${#SECRET} OLD $KEY NEW $NEW\"\n");
    // When
    var output = run(script);
    // Then
    assertThat(blocks).hasSizeGreaterThan(7);
    assertThat(output)
        .contains("\"connections\":100", "\"channels\":20", "\"name\":\"The shop\"")
        .contains("\"watchlist\":true", "\"channels\":null", "\"paused\":true")
        .contains("\"name\":\"Mine\"", "\"source\":\"topic\"", "\"source\":\"file\"")
        .containsPattern("LENGTH 64 OLD ([0-9a-f]{20}) NEW (?!\\1)[0-9a-f]{20}");
    assertThat(Admins.with("viewer", port).get("/docs-shop").statusCode()).isEqualTo(404);
  }

  private String run(Path script) throws IOException, InterruptedException {
    var log = directory.resolve("output.txt");
    var process = new ProcessBuilder(List.of("bash", script.toString()));
    process.environment().put("GATEWAY", "http://127.0.0.1:" + port);
    process.environment().put("ISSUER", LocalParts.issuer().issuer());
    var running = process.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(running.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    var output = Files.readString(log);
    assertThat(running.exitValue()).as(output).isZero();
    return output;
  }
}
