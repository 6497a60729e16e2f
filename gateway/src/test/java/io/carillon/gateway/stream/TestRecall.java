package io.carillon.gateway.stream;

import io.carillon.gateway.replay.Passed;
import io.carillon.gateway.replay.PositionTokens;
import io.carillon.gateway.replay.ReplayBuffer;
import java.util.Optional;

/// For readers of whom nobody asks for anything again.
public final class TestRecall {
  private TestRecall() {}

  public static Recall small(int partitions) {
    return new Recall(
        new ReplayBuffer(partitions, 1 << 20),
        new Passed(partitions, 100),
        new PositionTokens(app -> Optional.empty()));
  }
}
