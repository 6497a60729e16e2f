package io.carillon.gateway.webhook;

import io.carillon.events.BrokenRecord;
import io.carillon.events.MembershipCodec;
import io.carillon.gateway.webhook.Occupancy.Told;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// One partition number that this gateway derives deliveries from: what it knows of it, and from
/// where on it tells.
///
/// What stands below was told by an owner before; it is read for what it leaves behind. Used by the
/// deriver's thread alone.
final class Owned {
  private static final Logger LOG = Logger.getLogger(Owned.class);

  private final Occupancy occupancy;
  private final LogEvents log;
  private final Start start;
  private final MembershipCodec codec = new MembershipCodec();
  private boolean live;
  private long readAt;

  /// From where on an owner tells.
  ///
  /// @param memberships the first offset that was not told of
  /// @param time up to where time was told of, in ms by the broker's clock
  /// @param log the first offset that was not told of
  record Start(long memberships, long time, long log) {}

  Owned(Occupancy occupancy, LogEvents log, Start start) {
    this.occupancy = occupancy;
    this.log = log;
    this.start = start;
  }

  /// Reads the next record of the memberships.
  ///
  /// @param now this gateway's time
  List<Told> readMembership(ConsumerRecord<byte[], byte[]> record, long now) {
    if (record.offset() >= start.memberships()) {
      goLive(now);
    }
    readAt = now;
    try {
      occupancy.read(codec.decode(record), record.timestamp());
    } catch (BrokenRecord e) {
      LOG.debugf("Passed over a broken membership record: %s", e.detail());
    }
    return told();
  }

  /// Everything below the start was read. What is held back and was not told by then is told by
  /// this owner.
  void goLive(long now) {
    if (!live) {
      occupancy.advance(start.time());
      var _ = occupancy.take();
      live = true;
      readAt = now;
    }
  }

  boolean live() {
    return live;
  }

  /// Whether the memberships were read that far.
  boolean startsBy(long position) {
    return position >= start.memberships();
  }

  boolean logStartsBy(long position) {
    return position >= start.log();
  }

  private List<Told> told() {
    List<Told> told = occupancy.take();
    return live ? told : List.of();
  }

  /// What the next record of the log is to be told as.
  List<Told> readLog(ConsumerRecord<byte[], byte[]> record) {
    try {
      var event = log.read(record);
      if (event.isPresent() && record.offset() >= start.log()) {
        return List.of(new Told(record.timestamp(), event.get()));
      }
    } catch (BrokenRecord e) {
      LOG.tracef("Passed over a broken record: %s", e.detail());
    }
    return List.of();
  }

  /// The broker's time as far as it is known here: that of the last record and what has gone by
  /// since. Never ahead of it.
  long brokerTime(long now) {
    return occupancy.time() + Math.max(0, now - readAt);
  }

  /// Whether time alone brings something by then.
  boolean due(long brokerTime) {
    OptionalLong due = occupancy.due();
    return live && due.isPresent() && due.getAsLong() <= brokerTime;
  }

  /// Nothing that is not read yet stood in the memberships at that time.
  List<Told> advance(long brokerTime, long now) {
    occupancy.advance(brokerTime);
    readAt = now;
    return told();
  }

  /// Up to where time was told of.
  long time() {
    return occupancy.time();
  }

  int occupied() {
    return occupancy.size();
  }
}
