package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir private Path directory;

  @Test
  void readsWhatItWrote() throws IOException {
    // Given
    var file = new StateFile(directory.resolve("state.json"));
    var state =
        new StackState(
            new ProcessIdentity(4711, "tick 1000"),
            "/tmp/control",
            List.of(
                new PartState(
                    "kafka",
                    Phase.UP,
                    9092,
                    Optional.of(new ProcessIdentity(4712, "tick 2000")),
                    Signal.TERM),
                new PartState("chat", Phase.WAITING, 8081, Optional.empty(), Signal.TERM)));
    // When
    file.write(state);
    // Then
    assertThat(file.read()).contains(state);
  }

  @Test
  void isEmptyWhenNothingWasStarted() throws IOException {
    // When
    var state = new StateFile(directory.resolve("state.json")).read();
    // Then
    assertThat(state).isEmpty();
  }

  @Test
  void saysWhatToDoWhenItIsBroken() throws IOException {
    // Given
    var path = Files.writeString(directory.resolve("state.json"), "{\"parts\":");
    // When
    var attempt = assertThatThrownBy(() -> new StateFile(path).read());
    // Then
    attempt.isInstanceOf(LaunchFailed.class).hasMessageContaining("delete the file");
  }
}
