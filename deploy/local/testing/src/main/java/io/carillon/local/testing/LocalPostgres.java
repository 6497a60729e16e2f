package io.carillon.local.testing;

import io.carillon.local.part.PostgresServer;
import io.carillon.local.process.Ports;
import java.nio.file.Path;

/// A real PostgreSQL for a test, with the empty database `carillon`.
public final class LocalPostgres implements AutoCloseable {
  private final Path directory;
  private final PostgresServer server;
  private final TestPart part;

  private LocalPostgres(Path directory, int port) {
    this.directory = directory;
    this.server = new PostgresServer(directory, port, directory.resolve("postgresql.log"));
    this.part = TestPart.stoppable(server, directory);
  }

  /// Starts a server with a new database and waits until it answers.
  public static LocalPostgres start() {
    var postgres = new LocalPostgres(TestDirectory.create("postgresql"), Ports.free());
    TestPart.awaitReady(postgres.part.launch());
    return postgres;
  }

  static LocalPostgres shared() {
    return SharedParts.one(
        "postgresql", LocalPostgres::start, LocalPostgres::description, LocalPostgres::known);
  }

  private String description() {
    return port() + " " + directory;
  }

  private static LocalPostgres known(String description) {
    var parts = description.split(" ", 2);
    return new LocalPostgres(Path.of(parts[1]), Integer.parseInt(parts[0]));
  }

  /// Where JDBC finds the database.
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  /// Where the reactive client finds the database.
  public String reactiveUrl() {
    return server.reactiveUrl();
  }

  /// Where it listens.
  public int port() {
    return server.port();
  }

  /// The database's owner.
  public String username() {
    return PostgresServer.DATABASE;
  }

  /// The owner's password.
  public String password() {
    return PostgresServer.DATABASE;
  }

  /// Ends the server at once, as a crash would.
  public void kill9() {
    part.kill9();
  }

  /// Starts it again on the same port and data, and waits until it answers.
  public void restart() {
    part.restart();
  }

  /// The server's process id.
  public long pid() {
    return part.pid();
  }

  @Override
  public void close() {
    part.stop();
    TestDirectory.delete(directory);
  }
}
