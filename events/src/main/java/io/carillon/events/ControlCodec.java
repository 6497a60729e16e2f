package io.carillon.events;

import io.carillon.events.BrokenRecord.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Control records to records of the log and back: the header `control` names the command, `user`
/// whom it is about, the key which channel or app; the value is empty.
///
/// A command stands in the partition of what it is about, so it is in order with its events: a
/// user's in the one of the user's own channel, an app's under the channel `#app`.
public final class ControlCodec {
  private static final String TERMINATE_USER = "terminate-user";
  private static final String END_SUBSCRIPTION = "end-subscription";
  private static final String PAUSE_APP = "pause-app";
  private static final String CACHE_MISS = "cache-miss";
  private static final String USER_CHANNEL = "#server-to-user-";
  private static final String APP_CHANNEL = "#app";
  private static final byte[] EMPTY = {};

  /// Whether these are the headers of a control record.
  public static boolean isControl(Headers headers) {
    return headers.lastHeader(RecordHeaders.CONTROL) != null;
  }

  public ProducerRecord<byte[], byte[]> encode(String topic, ControlRecord control) {
    return switch (control) {
      case ControlRecord.TerminateUser(String app, String user) ->
          written(topic, new ChannelKey(app, USER_CHANNEL + user), TERMINATE_USER, user);
      case ControlRecord.EndSubscription(ChannelKey channel, String user) ->
          written(topic, channel, END_SUBSCRIPTION, user);
      case ControlRecord.PauseApp(String app) ->
          written(topic, new ChannelKey(app, APP_CHANNEL), PAUSE_APP, null);
      case ControlRecord.CacheMiss(ChannelKey channel) -> written(topic, channel, CACHE_MISS, null);
    };
  }

  /// The command of a control record.
  ///
  /// @throws BrokenRecord when the command is unknown or what it needs is missing
  public ControlRecord decode(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    ChannelKey key = ChannelEventCodec.key(record.key());
    String command = HeaderText.last(record.headers(), RecordHeaders.CONTROL);
    return switch (command) {
      case TERMINATE_USER -> new ControlRecord.TerminateUser(key.app(), user(record));
      case END_SUBSCRIPTION -> new ControlRecord.EndSubscription(key, user(record));
      case PAUSE_APP -> new ControlRecord.PauseApp(key.app());
      case CACHE_MISS -> new ControlRecord.CacheMiss(key);
      case null -> throw new BrokenRecord(Reason.HEADER, "there is no header control");
      default -> throw new BrokenRecord(Reason.HEADER, "the header control names no command");
    };
  }

  private static ProducerRecord<byte[], byte[]> written(
      String topic, ChannelKey key, String command, @Nullable String user) {
    var written = new ProducerRecord<>(topic, key.bytes(), EMPTY);
    HeaderText.put(written.headers(), RecordHeaders.CONTROL, command);
    HeaderText.put(written.headers(), RecordHeaders.USER, user);
    return written;
  }

  private static String user(ConsumerRecord<byte[], byte[]> record) throws BrokenRecord {
    String user = HeaderText.last(record.headers(), RecordHeaders.USER);
    if (user == null || user.isEmpty()) {
      throw new BrokenRecord(Reason.HEADER, "this control needs the header user");
    }
    return user;
  }
}
