package io.carillon.outbox;

import org.jspecify.annotations.Nullable;

/// The connection with its locks, or the producer, is lost: nothing more may be sent under it.
final class LostTenure extends Exception {
  LostTenure(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
