package io.carillon.local.launch;

/// Something that the person at the keyboard must do otherwise; the message is for them and is
/// complete.
final class LaunchFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaunchFailed(String message) {
    super(message);
  }

  LaunchFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
