package io.carillon.chat.store;

/// The database did not answer. What was asked may have been done all the same.
public final class DatabaseAway extends RuntimeException {
  DatabaseAway(String message, Throwable cause) {
    super(message, cause);
  }
}
