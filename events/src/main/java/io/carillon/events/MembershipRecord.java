package io.carillon.events;

/// One change of who is connected where, written by the gateway that has the sockets.
///
/// An incarnation is one life of one gateway; every gateway folds these records, partition by
/// partition, into the same view.
public sealed interface MembershipRecord {
  /// The gateway's life that this is about.
  String incarnation();

  /// A user's first connection on that gateway. `info` is the raw JSON text of `user_info`, `{}`
  /// when there is none. In the place of signed-in users ([ChannelKey#ofUsers]) it is always `{}`.
  record Member(ChannelKey channel, String incarnation, String user, String info)
      implements MembershipRecord {
    public Member {
      Incarnations.requireLegal(incarnation);
    }
  }

  /// The user's last connection on that gateway is gone: the tombstone of its `Member`.
  record Left(ChannelKey channel, String incarnation, String user) implements MembershipRecord {
    public Left {
      Incarnations.requireLegal(incarnation);
    }
  }

  /// How many subscriptions that gateway has on the channel; 0 is a tombstone.
  record Count(ChannelKey channel, String incarnation, int subscriptions)
      implements MembershipRecord {
    public Count {
      Incarnations.requireLegal(incarnation);
      if (subscriptions < 0) {
        throw new IllegalArgumentException("a count is 0 or more, not " + subscriptions);
      }
    }
  }

  /// That life is over: whatever else it wrote, before or after, is ignored from here on. Written
  /// into every partition.
  record Gone(String incarnation) implements MembershipRecord {
    public Gone {
      Incarnations.requireLegal(incarnation);
    }
  }

  /// The tombstone of `Gone`, once nothing of that life stands in the partition any more.
  record Forgotten(String incarnation) implements MembershipRecord {
    public Forgotten {
      Incarnations.requireLegal(incarnation);
    }
  }
}
