package io.carillon.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.process.Ports;
import io.carillon.local.process.Program;
import io.carillon.local.process.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIssuerIT {
  @TempDir private Path directory;

  @Test
  void doesNotStartInProduction() throws Exception {
    // Given
    var development = issuer().prepare();
    var environment = new HashMap<>(development.environment());
    environment.put("CARILLON_ENVIRONMENT", "production");
    // When
    var running =
        RunningProgram.start(Program.of(development.command(), environment, development.log()));
    // Then
    assertThat(running.exit().get(60, TimeUnit.SECONDS)).isEqualTo(78);
    assertThat(String.join("\n", running.lastLines(5))).contains("only with", "development");
  }

  private DevelopmentIssuer issuer() throws IOException {
    return new DevelopmentIssuer(
        Ports.free(),
        directory,
        directory.resolve("oidc.log"),
        DevelopmentIssuer.JAVA_OPTIONS,
        Workspace.find());
  }
}
