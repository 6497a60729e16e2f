package io.carillon.local.part;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.local.process.Executables;
import io.carillon.local.process.Program;
import io.carillon.local.process.Program.Signal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real PostgreSQL server with one database, `carillon`.
///
/// A commit that was answered survives the death of the server process (`synchronous_commit=on`),
/// but not a power failure: fsync is off, because this is a developer's machine. So no figure taken
/// here says anything about durable commits.
///
/// PostgreSQL refuses to run as root. Where this process is root, the server runs in a user
/// namespace of its own in which it is nobody (`unshare -U`).
public final class PostgresServer implements Part {
  /// The database, its owner and the owner's password, alike because they protect nothing.
  public static final String DATABASE = "carillon";

  private static final int PROTOCOL_3 = 3 << 16;
  private static final int AUTHENTICATION = 'R';
  private static final int ANSWER_MS = 2_000;
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path directory;
  private final int port;
  private final Path log;

  /// @param directory where the database lives; made when it is not there
  public PostgresServer(Path directory, int port, Path log) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.log = log;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public int port() {
    return port;
  }

  /// Where JDBC finds the database.
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  /// Where the reactive client finds the database.
  public String reactiveUrl() {
    return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  @Override
  public Program prepare() throws IOException {
    var programs = PostgresBinaries.unpacked().resolve("bin");
    if (!Files.exists(data())) {
      create(programs);
    }
    return Program.of(
            asNobody(
                List.of(
                    programs.resolve("postgres").toString(),
                    "-D",
                    data().toString(),
                    "-p",
                    Integer.toString(port),
                    "-F", // no fsync
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "synchronous_commit=on",
                    "-c",
                    "max_connections=200",
                    "-c",
                    "shared_buffers=32MB")),
            Map.of("LC_ALL", "C"),
            log)
        .stoppedBy(Signal.INT); // TERM would wait for the clients to leave
  }

  /// Opens a session: the server asks for the password from when it takes queries, and sends an
  /// error before.
  @Override
  public boolean ready() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MS);
      socket.setSoTimeout(ANSWER_MS);
      var names = ("user\0" + DATABASE + "\0database\0" + DATABASE + "\0\0").getBytes(UTF_8);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(8 + names.length);
      out.writeInt(PROTOCOL_3);
      out.write(names);
      out.flush();
      return socket.getInputStream().read() == AUTHENTICATION;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  // Made beside its place and then moved there: a start that was killed half-way leaves no half
  // database.
  private void create(Path programs) throws IOException {
    Files.createDirectories(directory);
    var fresh = Files.createTempDirectory(directory, "new-");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
    var password = Files.writeString(directory.resolve("password"), DATABASE + "\n");
    run(
        Optional.empty(),
        programs.resolve("initdb").toString(),
        "--pgdata=" + fresh,
        "--username=" + DATABASE,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    var createDatabase =
        Files.writeString(directory.resolve("create.sql"), "create database " + DATABASE + ";\n");
    run(
        Optional.of(createDatabase),
        programs.resolve("postgres").toString(),
        "--single",
        "-F",
        "-D",
        fresh.toString(),
        "postgres");
    Files.move(fresh, data());
  }

  private void run(Optional<Path> input, String... command) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    var builder = new ProcessBuilder(asNobody(List.of(command)));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(
        ProcessBuilder.Redirect.from(input.orElse(Path.of("/dev/null")).toFile()));
    try {
      var code = builder.start().waitFor();
      if (code != 0) {
        throw new IOException(command[0] + " ended with code " + code + ": see " + log);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while preparing the database", stopped);
    }
  }

  private static List<String> asNobody(List<String> command) throws IOException {
    if (!ROOT) {
      return command;
    }
    var unshare =
        Executables.find("unshare")
            .orElseThrow(() ->
                new IOException(
                    "PostgreSQL does not run as root, and there is no unshare here to run it as"
                        + " nobody: install util-linux, or start Carillon as another user"));
    var wrapped = new ArrayList<>(List.of(unshare.toString(), "-U"));
    wrapped.addAll(command);
    return wrapped;
  }
}
