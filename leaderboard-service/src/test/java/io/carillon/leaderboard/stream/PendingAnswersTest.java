package io.carillon.leaderboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.leaderboard.domain.BoardEvent;
import io.carillon.leaderboard.domain.Decision;
import io.carillon.leaderboard.domain.Standing;
import io.carillon.leaderboard.stream.WriteOutcome.Decided;
import io.carillon.leaderboard.stream.WriteOutcome.Unknown;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingAnswersTest {

  private static final Decision DECISION =
      new Decision.Recorded(BoardEvent.none(), new Standing("ana", "Ana", 5, 1, null));

  private final PendingAnswers answers = new PendingAnswers(2);
  private final UUID request = UUID.randomUUID();

  @Test
  void moreThanTheLimitAreNotExpected() {
    // Given
    assertThat(answers.expect(request)).isPresent();
    assertThat(answers.expect(UUID.randomUUID())).isPresent();

    // When
    var third = answers.expect(UUID.randomUUID());

    // Then
    assertThat(third).isEmpty();
  }

  @Test
  void whoGaveUpMakesRoomAndHearsNothing() {
    // Given
    var answer = answers.expect(request).orElseThrow();
    answer.complete(new Unknown("too late"));

    // When
    answers.decided(request, 0, 7, DECISION, 1);
    answers.acknowledged(0, 7);

    // Then
    assertThat(answers.size()).isZero();
    assertThat(answer).isCompletedWithValue(new Unknown("too late"));
  }

  @Test
  void anotherPartitionsAcknowledgementIsNotOurs() {
    // Given
    var answer = answers.expect(request).orElseThrow();
    answers.decided(request, 0, 7, DECISION, 1);

    // When
    answers.acknowledged(1, 7);
    answers.acknowledged(0, 8);
    var before = answer.isDone();
    answers.acknowledged(0, 7);

    // Then
    assertThat(before).isFalse();
    assertThat(answer).isCompletedWithValue(new Decided(DECISION));
  }

  @Test
  void aPartitionThatMovesLeavesItsRequestsUnanswered() {
    // Given
    var ours = answers.expect(request).orElseThrow();
    var others = UUID.randomUUID();
    var kept = answers.expect(others).orElseThrow();
    answers.decided(request, 0, 7, DECISION, 1);
    answers.decided(others, 1, 7, DECISION, 1);

    // When
    answers.abandon(0);

    // Then
    assertThat(ours).isCompletedWithValueMatching(Unknown.class::isInstance);
    assertThat(kept).isNotDone();
  }
}
