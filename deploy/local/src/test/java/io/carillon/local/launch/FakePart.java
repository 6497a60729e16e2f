package io.carillon.local.launch;

import io.carillon.local.part.Part;
import io.carillon.local.process.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A part whose program is a shell script; ready as long as the test says so.
final class FakePart implements Part {
  static final String RUNS = "exec sleep 60";

  private final String name;
  private final Path directory;
  private final String script;
  volatile boolean answers = true;
  final AtomicInteger starts = new AtomicInteger();

  FakePart(String name, Path directory, String script) {
    this.name = name;
    this.directory = directory;
    this.script = script;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return 1;
  }

  @Override
  public Program prepare() {
    starts.incrementAndGet();
    return Program.of(List.of("/bin/sh", "-c", script), Map.of(), directory.resolve(name + ".log"));
  }

  @Override
  public boolean ready() {
    return answers;
  }
}
