package io.carillon.events;

/// The headers of log records, each with UTF-8 text as its value; numbers are decimal text.
public final class RecordHeaders {
  /// The event's name. Required, except in control records.
  public static final String EVENT = "event";

  /// The socket that is not sent the event.
  public static final String SOCKET = "socket";

  /// The user id: of a client event's sender on presence channels, or the one a control is about.
  public static final String USER = "user";

  /// `client` for events that came in over a socket.
  public static final String ORIGIN = "origin";

  /// The source's name; together with the sequence.
  public static final String SOURCE = "source";

  /// The place in the source.
  public static final String SEQUENCE = "sequence";

  /// Present when the record may stand in the log already.
  public static final String AGAIN = "again";

  /// The idempotency key.
  public static final String ID = "id";

  /// The conflation key: a later event of the channel with the same one makes this one worthless.
  public static final String CONFLATION = "conflation";

  /// The command of a control record.
  public static final String CONTROL = "control";

  /// The W3C trace context.
  public static final String TRACEPARENT = "traceparent";

  private RecordHeaders() {}
}
