package io.carillon.protocol;

/// Codes that stand in `pusher:error` frames only and never close a connection.
public enum ErrorCode {
  CLIENT_EVENT_RATE(4301),
  WATCHLIST_OVER_LIMIT(4302);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
