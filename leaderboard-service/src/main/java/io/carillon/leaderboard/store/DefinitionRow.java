package io.carillon.leaderboard.store;

import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.carillon.leaderboard.domain.Operator;
import io.carillon.leaderboard.domain.ScoreOrder;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/// A definition as a row.
@Entity
@Table(name = "board_definitions")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields of what it reads
class DefinitionRow {

  @EmbeddedId DefinitionKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "score_order")
  ScoreOrder order;

  @Enumerated(EnumType.STRING)
  Operator operator;

  int visible;

  @Column(name = "changed_at")
  Instant changedAt;

  static DefinitionRow of(BoardId id, BoardRules rules, Instant now) {
    var row = new DefinitionRow();
    row.key = DefinitionKey.of(id);
    row.order = rules.order();
    row.operator = rules.operator();
    row.visible = rules.visible();
    row.changedAt = now;
    return row;
  }

  BoardDefinition definition() {
    return new BoardDefinition(key.id(), new BoardRules(order, operator, visible));
  }
}
