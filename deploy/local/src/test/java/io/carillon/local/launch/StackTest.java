package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.local.launch.PlannedPart.Layer;
import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import io.carillon.local.part.PartFailed;
import io.carillon.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
  @TempDir private Path directory;
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private FakePart database;
  private FakePart service;
  private StateFile stateFile;
  private Stack stack;

  @BeforeEach
  void plan() {
    database = new FakePart("database", directory, FakePart.RUNS);
    service = new FakePart("service", directory, FakePart.RUNS);
    stateFile = new StateFile(directory.resolve("state.json"));
    stack = stackOf(database, service);
  }

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void startsAPartOnlyWhenWhatItNeedsIsReady() throws Exception {
    // Given
    database.answers = false;
    var started = CompletableFuture.runAsync(stack::start);
    assertThat(phase("service")).isEqualTo(Phase.WAITING);
    // When
    database.answers = true;
    started.get(10, TimeUnit.SECONDS);
    // Then
    assertThat(phase("database")).isEqualTo(Phase.UP);
    assertThat(phase("service")).isEqualTo(Phase.UP);
  }

  @Test
  void recordsTheProcessesSoThatTheNextRunFindsThem() throws IOException {
    // When
    stack.start();
    // Then
    var state = stateFile.read().orElseThrow();
    assertThat(state.running()).isTrue();
    assertThat(state.parts()).extracting(PartState::name).containsExactly("database", "service");
    assertThat(state.parts()).allMatch(PartState::alive);
  }

  @Test
  void reportsAPartThatDiesAndLeavesItDown() throws Exception {
    // Given
    stack.start();
    // When
    process("service").kill();
    // Then
    assertThat(reports.poll(10, TimeUnit.SECONDS))
        .contains("service", "137", "./carillon restart service");
    assertThat(phase("service")).isEqualTo(Phase.DOWN);
    assertThat(phase("database")).isEqualTo(Phase.UP);
    assertThat(service.starts).hasValue(1);
  }

  @Test
  void startsADeadPartAgainWhenAsked() throws Exception {
    // Given
    stack.start();
    process("service").kill();
    assertThat(reports.poll(10, TimeUnit.SECONDS)).isNotNull();
    // When
    stack.restart("service");
    // Then
    assertThat(phase("service")).isEqualTo(Phase.UP);
    assertThat(process("service").alive()).isTrue();
  }

  @Test
  void startsALivingPartAgainWithoutCallingItsEndADeath() throws IOException {
    // Given
    stack.start();
    var before = process("service");
    // When
    stack.restart("service");
    // Then
    assertThat(before.alive()).isFalse();
    assertThat(process("service").alive()).isTrue();
    assertThat(reports).isEmpty();
  }

  @Test
  void saysWhichPartsThereAreWhenAskedForAnother() {
    // When
    var attempt = assertThatThrownBy(() -> stack.restart("gateway-7"));
    // Then
    attempt.isInstanceOf(LaunchFailed.class).hasMessageContaining("database, service");
  }

  @Test
  void failsWithTheEndOfTheLogWhenAPartDoesNotComeUp() {
    // Given
    var full = new FakePart("database", directory, "echo no space left; exit 3");
    full.answers = false;
    stack = stackOf(full, service);
    // When
    var attempt = assertThatThrownBy(stack::start);
    // Then
    attempt.isInstanceOf(PartFailed.class).hasMessageContaining("no space left");
  }

  @Test
  void leavesNoProcessWhenStopped() throws IOException {
    // Given
    stack.start();
    var processes = List.of(process("database"), process("service"));
    // When
    stack.stop();
    // Then
    assertThat(processes).noneMatch(ProcessIdentity::alive);
    assertThat(reports).isEmpty();
  }

  private Stack stackOf(FakePart first, FakePart second) {
    var plan =
        List.of(
            new PlannedPart(first, Layer.DATABASE, Set.of(), "DATABASE_PORT", List.of()),
            new PlannedPart(
                second, Layer.APPLICATION, Set.of("database"), "SERVICE_PORT", List.of()));
    return new Stack(plan, stateFile, "control", reports::add);
  }

  private Phase phase(String name) {
    return stack.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow()
        .phase();
  }

  private ProcessIdentity process(String name) throws IOException {
    return stateFile.read().orElseThrow().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .flatMap(PartState::process)
        .orElseThrow();
  }
}
