package io.carillon.gateway.stream;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord;
import io.carillon.events.ControlRecord.CacheMiss;
import io.carillon.events.ControlRecord.EndSubscription;
import io.carillon.events.ControlRecord.PauseApp;
import io.carillon.events.ControlRecord.TerminateUser;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The control records of the log. Those that stood there when this gateway started are not for it:
/// all its connections are younger. Used by the reader's thread alone.
final class Controls {
  private final ControlCodec codec = new ControlCodec();
  private final Commands commands;
  private final long[] starts;

  Controls(Commands commands, int partitions) {
    this.commands = commands;
    this.starts = new long[partitions];
    Arrays.fill(starts, Long.MAX_VALUE);
  }

  /// Commands below this offset are passed over. Before it is told, all are.
  void heedFrom(int partition, long offset) {
    starts[partition] = offset;
  }

  void read(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ControlRecord control = codec.decode(record);
    if (control instanceof CacheMiss(ChannelKey channel)) {
      commands.cacheMissed(channel, record.timestamp());
    } else if (record.offset() >= starts[record.partition()]) {
      carryOut(control, record.timestamp());
    }
  }

  private void carryOut(ControlRecord control, long time) {
    switch (control) {
      case TerminateUser(String app, String user) -> commands.terminate(app, user, time);
      case EndSubscription ignored -> {} // nothing here withdraws subscriptions yet
      case CacheMiss ignored -> {} // told by read
      case PauseApp ignored -> {} // the app's own record refuses new sockets
    }
  }
}
