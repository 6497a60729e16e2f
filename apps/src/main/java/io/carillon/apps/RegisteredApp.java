package io.carillon.apps;

/// An app as the registry has it now.
///
/// @param version of its record in the topic; 0 when it stands in the file alone
public record RegisteredApp(App app, long version) {
  public RegisteredApp {
    if (version < 0) {
      throw new IllegalArgumentException("versions begin with 0, this is " + version);
    }
  }

  /// It stands in the file, and the topic has no record of it.
  public boolean configured() {
    return version == 0;
  }

  /// What comes after it in the topic.
  public AppRecord next(App changed) {
    return new AppRecord(version + 1, changed);
  }
}
