package io.carillon.chat.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the service writes into its log from a level on.
final class RememberedLog extends Handler {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  RememberedLog(Level level) {
    setLevel(level);
  }

  void attach() {
    Logger.getLogger("").addHandler(this);
  }

  void detach() {
    Logger.getLogger("").removeHandler(this);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      lines.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
