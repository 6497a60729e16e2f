package io.carillon.local.launch;

import io.carillon.local.launch.StackState.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Shows how the parts come up: on a terminal a table that changes in place, elsewhere a line per
/// change. One thread of its own prints, until closed.
final class Progress implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(100);

  private final PrintStream out;
  private final boolean terminal;
  private final Supplier<List<PartView>> parts;
  private final Map<String, Phase> shown = new HashMap<>();
  private final Thread thread;
  private int linesDrawn;

  Progress(PrintStream out, boolean terminal, Supplier<List<PartView>> parts) {
    this.out = out;
    this.terminal = terminal;
    this.parts = parts;
    this.thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::show);
  }

  void open() {
    thread.start();
  }

  /// Shows the last state, then no more.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    var open = true;
    while (open) {
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException closed) {
        open = false;
      }
      if (terminal) {
        draw(parts.get());
      } else {
        print(parts.get());
      }
    }
  }

  void draw(List<PartView> now) {
    var text = new StringBuilder(linesDrawn == 0 ? "" : "\033[%dA\033[J".formatted(linesDrawn));
    now.forEach(part -> text.append(line(part)).append('\n'));
    linesDrawn = now.size();
    out.print(text);
    out.flush();
  }

  void print(List<PartView> now) {
    for (var part : now) {
      if (part.phase() != shown.put(part.name(), part.phase()) && part.phase() != Phase.WAITING) {
        out.println(line(part));
      }
    }
    out.flush();
  }

  static String line(PartView part) {
    var what =
        switch (part.phase()) {
          case WAITING -> "waits for others";
          case STARTING -> "starting %5.1f s".formatted(seconds(part));
          case UP -> "up       %5.1f s  port %d".formatted(seconds(part), part.port());
          case DOWN -> "down";
        };
    return String.format(Locale.ROOT, "  %-12s %s", part.name(), what);
  }

  private static double seconds(PartView part) {
    return part.took().toMillis() / 1_000.0;
  }
}
