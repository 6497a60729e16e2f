package io.carillon.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Takes requests for a running launcher: one line in, one line out. A socket file in a directory
/// that only its owner may enter; in the machine's temporary directory, since paths of sockets must
/// be short.
final class ControlSocket implements AutoCloseable {
  private static final int LINE_MAX = 1_000;

  private final Path directory;
  private final ServerSocketChannel server;

  private ControlSocket(Path directory, ServerSocketChannel server) {
    this.directory = directory;
    this.server = server;
  }

  static ControlSocket open() throws IOException {
    var directory = Files.createTempDirectory("carillon-");
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(directory.resolve("control")));
    return new ControlSocket(directory, server);
  }

  /// Sends one request to a running launcher and gives its answer. Blocking until the launcher is
  /// done.
  static String ask(String path, String request) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      write(channel, request);
      return line(channel);
    }
  }

  String path() {
    return directory.resolve("control").toString();
  }

  /// Answers requests, each on a thread of its own, until closed.
  void serve(UnaryOperator<String> answers) {
    Thread.ofVirtual().name("control").start(() -> accept(answers));
  }

  @Override
  public void close() throws IOException {
    server.close();
    remove(path());
  }

  /// Removes the socket file of a launcher that is gone.
  static void remove(String path) throws IOException {
    Files.deleteIfExists(Path.of(path));
    Files.deleteIfExists(Path.of(path).getParent());
  }

  private void accept(UnaryOperator<String> answers) {
    try {
      while (server.isOpen()) {
        var channel = server.accept();
        Thread.ofVirtual().start(() -> answer(channel, answers));
      }
    } catch (ClosedChannelException closed) {
      return; // the launcher ends
    } catch (IOException broken) {
      System.err.println("No more requests are taken (restart): " + broken.getMessage());
    }
  }

  private static void answer(SocketChannel channel, UnaryOperator<String> answers) {
    try (channel) {
      write(channel, answers.apply(line(channel)));
    } catch (IOException gone) {
      return; // whoever asked did not wait for the answer
    }
  }

  private static void write(SocketChannel channel, String line) throws IOException {
    var bytes = ByteBuffer.wrap((line.replace('\n', ' ') + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String line(SocketChannel channel) throws IOException {
    var reader = new BufferedReader(Channels.newReader(channel, UTF_8), LINE_MAX);
    var line = reader.readLine();
    return line == null ? "" : line;
  }
}
