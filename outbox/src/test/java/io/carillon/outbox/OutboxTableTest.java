package io.carillon.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutboxTableTest {
  @Property
  void everySourceHasOneSplit(@ForAll String source) {
    assertThat(OutboxTable.splitOf(source))
        .isBetween(0, OutboxTable.SPLITS - 1)
        .isEqualTo(OutboxTable.splitOf(source));
  }

  @Test
  void theSplitOfASourceIsFixedForLife() {
    assertThat(OutboxTable.splitOf("chat/room")).isEqualTo(2);
    assertThat(OutboxTable.splitOf("leaderboard/main")).isEqualTo(2);
  }

  @Test
  void theDefinitionHasRoomForEverySplit() {
    assertThat(OutboxTable.ddl())
        .contains("create table outbox")
        .contains("between 0 and " + (OutboxTable.SPLITS - 1));
  }

  @Test
  void onlyPlainSchemaNamesReachTheSql() {
    assertThatThrownBy(() -> OutboxTable.in("chat; drop table users"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
