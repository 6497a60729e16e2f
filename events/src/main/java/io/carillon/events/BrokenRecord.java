package io.carillon.events;

/// A record that breaks the format: it goes to the dead letters with this reason, and the partition
/// goes on.
///
/// It carries no stack trace, so that a flood of bad records costs no more than good ones.
public final class BrokenRecord extends Exception {
  /// What is broken; the text stands in the dead letter.
  public enum Reason {
    KEY("key"),
    APP("app"),
    CHANNEL("channel"),
    EVENT("event"),
    DATA("data"),
    HEADER("header"),
    /// What a route makes an event of: a part of the record that is not there.
    FIELD("field"),
    FORMAT("format");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final Reason reason;

  public BrokenRecord(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// What is wrong, in words that do not repeat the record's data.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
