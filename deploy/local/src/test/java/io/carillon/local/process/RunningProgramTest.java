package io.carillon.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProgramTest {
  @TempDir private Path directory;

  @Test
  void keepsTheEndOfWhatItWrote() throws Exception {
    // Given
    var program = shell("echo $WORD; echo two; echo three", Map.of("WORD", "one"));
    // When
    var code = RunningProgram.start(program).exit().get(10, TimeUnit.SECONDS);
    // Then
    assertThat(code).isZero();
    assertThat(directory.resolve("log")).hasContent("one\ntwo\nthree\n");
  }

  @Test
  void stopsInGoodOrderOnTheSignalThatItWants() throws Exception {
    // Given
    var program = shell("trap 'exit 7' INT; echo set; while :; do sleep 0.05; done", Map.of());
    var running = RunningProgram.start(program.stoppedBy(Signal.INT));
    assertThat(Waiting.until(Duration.ofSeconds(10), STEP, () -> said(running, "set"))).isTrue();
    // When
    running.stop(Duration.ofSeconds(10));
    // Then
    assertThat(running.exit().get(1, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void isEndedWhenItDoesNotStopInTime() throws IOException {
    // Given
    var running =
        RunningProgram.start(
            shell("trap '' TERM; echo set; while :; do sleep 0.05; done", Map.of()));
    assertThat(Waiting.until(Duration.ofSeconds(10), STEP, () -> said(running, "set"))).isTrue();
    // When
    running.stop(Duration.ofMillis(100));
    // Then
    assertThat(running.alive()).isFalse();
  }

  private static final Duration STEP = Duration.ofMillis(10);

  private static boolean said(RunningProgram running, String word) {
    return running.lastLines(1).contains(word);
  }

  private Program shell(String script, Map<String, String> environment) {
    return Program.of(List.of("/bin/sh", "-c", script), environment, directory.resolve("log"));
  }
}
