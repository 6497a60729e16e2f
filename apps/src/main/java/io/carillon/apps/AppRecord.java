package io.carillon.apps;

/// An app as the topic has it. A change is a record whose version is one above the current one.
public record AppRecord(long version, App app) {
  public AppRecord {
    if (version < 1) {
      throw new IllegalArgumentException("versions begin with 1, this is " + version);
    }
  }
}
