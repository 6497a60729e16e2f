package io.carillon.chat.store;

/// More callers wait for the database than may. Nothing was done.
public final class DatabaseBusy extends RuntimeException {
  DatabaseBusy(int callers) {
    super(callers + " callers wait for the database", null, false, false);
  }
}
