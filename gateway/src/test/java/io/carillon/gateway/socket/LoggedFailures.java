package io.carillon.gateway.socket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged as an error, or with a stack trace, while this is open.
final class LoggedFailures extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> failures = new CopyOnWriteArrayList<>();

  LoggedFailures() {
    ROOT.addHandler(this);
  }

  List<String> seen() {
    return failures;
  }

  @Override
  public void publish(LogRecord record) {
    boolean grave = record.getLevel().intValue() >= Level.SEVERE.intValue();
    boolean traced =
        record.getThrown() != null && record.getLevel().intValue() >= Level.INFO.intValue();
    if (grave || traced) {
      failures.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
