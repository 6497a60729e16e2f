package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoversTest {
  private static final ProcessIdentity GONE = new ProcessIdentity(1, "long ago");
  private Process process;
  private ProcessIdentity recorded;

  @BeforeEach
  void leaveAProcess() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
    recorded = ProcessIdentity.of(process.toHandle()).orElseThrow();
  }

  @AfterEach
  void endIt() {
    process.destroyForcibly();
  }

  @Test
  void whatAKilledRunLeftIsStopped() {
    // Given
    var lastRun =
        lastRun(part("postgresql", Optional.of(recorded)), part("chat", Optional.empty()));
    // When
    var stopped = Leftovers.stop(lastRun);
    // Then
    assertThat(stopped).extracting(PartState::name).containsExactly("postgresql");
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aProcessThatWasGivenTheSameIdSinceIsLeftAlone() {
    // Given
    var earlier = new ProcessIdentity(recorded.pid(), "earlier");
    // When
    var stopped = Leftovers.stop(lastRun(part("postgresql", Optional.of(earlier))));
    // Then
    assertThat(stopped).isEmpty();
    assertThat(process.isAlive()).isTrue();
  }

  private static StackState lastRun(PartState... parts) {
    return new StackState(GONE, "control", List.of(parts));
  }

  private static PartState part(String name, Optional<ProcessIdentity> process) {
    return new PartState(name, Phase.UP, 5433, process, Signal.INT);
  }
}
