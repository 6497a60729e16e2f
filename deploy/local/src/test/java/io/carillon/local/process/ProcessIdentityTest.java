package io.carillon.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private Process process;

  @BeforeEach
  void startSomething() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endIt() {
    process.destroyForcibly();
  }

  @Test
  void livesAsLongAsItsProcess() throws InterruptedException {
    // Given
    var identity = ProcessIdentity.of(process.toHandle()).orElseThrow();
    var alive = identity.alive();
    // When
    identity.kill();
    // Then
    assertThat(alive).isTrue();
    assertThat(identity.alive()).isFalse();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void neverEndsAnotherProcessThatWasGivenTheSameId() {
    // Given
    var living = ProcessIdentity.of(process.toHandle()).orElseThrow();
    var former = new ProcessIdentity(living.pid(), "earlier than " + living.started());
    // When
    former.stop(Signal.TERM, Duration.ofSeconds(1));
    former.kill();
    // Then
    assertThat(former.alive()).isFalse();
    assertThat(process.isAlive()).isTrue();
  }
}
