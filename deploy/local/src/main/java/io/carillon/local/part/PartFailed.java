package io.carillon.local.part;

import java.util.List;

/// A part did not come up: what happened, and the end of its log.
public final class PartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final transient List<String> lastLines;

  PartFailed(String what, List<String> lastLines) {
    super(what + "; its log ends with:\n" + String.join("\n", lastLines));
    this.what = what;
    this.lastLines = List.copyOf(lastLines);
  }

  /// What happened, in one line.
  public String what() {
    return what;
  }

  /// The end of the part's log.
  public List<String> lastLines() {
    return lastLines;
  }
}
