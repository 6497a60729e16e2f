package io.carillon.events;

/// What gateways tell each other of how much the apps use.
///
/// An incarnation is one life of one gateway.
public sealed interface UsageRecord {
  String app();

  String incarnation();

  /// How many publications an app had on one day, as one gateway counted them on the log. Every
  /// gateway counts the whole log, so that of several records the highest of the latest day is
  /// right.
  ///
  /// @param day days since 1970-01-01, UTC, by the broker's clock
  /// @param countedTo when the last one of them was written, in ms by the broker's clock
  record Publications(String app, String incarnation, long day, long publications, long countedTo)
      implements UsageRecord {
    public Publications {
      ChannelKey.requireAppId(app);
      Incarnations.requireLegal(incarnation);
      if (day < 0 || publications < 0 || countedTo < 0) {
        throw new IllegalArgumentException("a day, a number and a time are 0 or more");
      }
    }
  }

  /// How many calls of the HTTP API an app made on one gateway since that one's last record. It
  /// counts when it is read; one that was there before says nothing.
  record Calls(String app, String incarnation, int calls) implements UsageRecord {
    public Calls {
      ChannelKey.requireAppId(app);
      Incarnations.requireLegal(incarnation);
      if (calls < 1) {
        throw new IllegalArgumentException("a record of calls has 1 or more, not " + calls);
      }
    }
  }
}
