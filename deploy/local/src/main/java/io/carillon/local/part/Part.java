package io.carillon.local.part;

import io.carillon.local.process.Program;
import java.io.IOException;

/// One part of the local stack: a program that listens on one port of the loopback interface.
public interface Part {

  /// The name that people and `status` use.
  String name();

  /// Where it listens.
  int port();

  /// Writes what the program needs (settings, an empty database) where it is not there yet, and
  /// says how to start it. Called before each start. Blocking.
  Program prepare() throws IOException;

  /// Whether it answers now. Blocking, but not for long.
  boolean ready();
}
