package io.carillon.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EditingThreadsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  @DisplayName("R165 past the bound a change is refused at once, and there is room again after it")
  void bounded() {
    // Given
    try (var threads = new EditingThreads(TestAdminConfig.OPEN.within(PATIENCE, 1), meters)) {
      var first = threads.run(this::hold, "full", "late").subscribeAsCompletionStage();
      // When
      var second = threads.run(() -> "done", "full", "late").await().atMost(PATIENCE);
      var underWay = meters.get("carillon.admin.under-way").gauge().value();
      held.countDown();
      var firstDone = first.join();
      // Then
      assertThat(second).isEqualTo("full");
      assertThat(underWay).isEqualTo(1);
      assertThat(firstDone).isEqualTo("done");
      assertThat(meters.get("carillon.admin.under-way").gauge().value()).isZero();
      assertThat(threads.run(() -> "again", "full", "late").await().atMost(PATIENCE))
          .isEqualTo("again");
    }
  }

  @Test
  @DisplayName("R164 who waits too long is answered, and what was begun goes on to its end")
  void late() throws InterruptedException {
    // Given
    try (var threads =
        new EditingThreads(TestAdminConfig.OPEN.within(Duration.ofMillis(10), 1), meters)) {
      // When
      var answer = threads.run(this::hold, "full", "late").await().atMost(PATIENCE);
      var stillFull = threads.run(() -> "done", "full", "late").await().atMost(PATIENCE);
      held.countDown();
      // Then
      assertThat(answer).isEqualTo("late");
      assertThat(stillFull).isEqualTo("full");
      assertThat(finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private String hold() {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
    finished.countDown();
    return "done";
  }
}
