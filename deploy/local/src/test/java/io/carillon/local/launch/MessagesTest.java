package io.carillon.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people and tools read.
class MessagesTest {
  @TempDir private Path directory;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void statusAsJsonGivesStatePortAndProcess() throws IOException {
    // Given
    var self = ProcessIdentity.of(ProcessHandle.current()).orElseThrow();
    var parts =
        List.of(
            new PartState("gateway", Phase.UP, 8080, Optional.of(self), Signal.TERM),
            new PartState(
                "chat",
                Phase.UP,
                8081,
                Optional.of(new ProcessIdentity(1, "long ago")),
                Signal.TERM),
            new PartState("kafka", Phase.WAITING, 9092, Optional.empty(), Signal.TERM));
    // When
    var json = StatusCommand.json(parts);
    // Then
    assertThat(json)
        .isEqualTo(
            "{\"parts\":["
                + "{\"name\":\"gateway\",\"state\":\"up\",\"port\":8080,\"pid\":%d},"
                    .formatted(self.pid())
                + "{\"name\":\"chat\",\"state\":\"down\",\"port\":8081},"
                + "{\"name\":\"kafka\",\"state\":\"waiting\",\"port\":9092}]}");
  }

  @Test
  void readyMessageGivesTheFourValuesAndEndsWithTheLineToolsWaitFor() throws IOException {
    // Given
    var options = new StackOptions(1, 1, Set.of(), Map.of());
    var home = new Home(directory).created();
    AppsFile.prepare(options, home, "http://127.0.0.1:8090/carillon");
    var parts = List.of(new PartView("gateway", Phase.UP, 8080, Duration.ofSeconds(2)));
    // When
    new ReadyMessage(options, home, parts).print(out);
    // Then
    assertThat(lines())
        .contains(
            "  PUSHER_APP_ID=app-id",
            "  PUSHER_SECRET=app-secret",
            "  NEXT_PUBLIC_PUSHER_KEY=app-key",
            "  NEXT_PUBLIC_PUSHER_CLUSTER=local",
            "Open http://127.0.0.1:8080/ in two browsers.")
        .endsWith("Carillon is ready");
  }

  @Test
  void progressWithoutATerminalIsALinePerChange() {
    // Given
    var progress = new Progress(out, false, List::of);
    var starting = new PartView("kafka", Phase.STARTING, 9092, Duration.ofMillis(100));
    var up = new PartView("kafka", Phase.UP, 9092, Duration.ofMillis(1_900));
    // When
    progress.print(List.of(starting));
    progress.print(List.of(starting));
    progress.print(List.of(up));
    // Then
    assertThat(lines())
        .containsExactly(
            "  kafka        starting   0.1 s", "  kafka        up         1.9 s  port 9092");
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }
}
