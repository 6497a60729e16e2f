package io.carillon.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LocalPostgresIT {

  @Test
  void committedRowsSurviveTheDeathOfTheServer() throws SQLException {
    try (var postgres = LocalPostgres.start()) {
      // Given
      run(postgres, "create table letters (letter text)");
      run(postgres, "insert into letters values ('a')");
      // When
      postgres.kill9();
      postgres.restart();
      // Then
      assertThat(answer(postgres, "select letter from letters")).isEqualTo("a");
    }
  }

  @Test
  void commitsAreAnsweredOnlyWhenTheyAreWritten() throws SQLException {
    // Given
    try (var postgres = LocalPostgres.start()) {
      // When
      var setting = answer(postgres, "show synchronous_commit");
      // Then
      assertThat(setting).isEqualTo("on");
    }
  }

  private static void run(LocalPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String answer(LocalPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(LocalPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
