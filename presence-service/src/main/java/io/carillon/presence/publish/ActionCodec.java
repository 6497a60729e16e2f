package io.carillon.presence.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.events.ChannelEventCodec;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.ViewerCommand.Action;
import io.carillon.presence.domain.ViewerCommand.Join;
import io.carillon.presence.domain.ViewerCommand.Leave;
import org.jspecify.annotations.Nullable;

/// Joins and leaves over HTTP as records of the topic of actions.
///
/// The key is the item's viewer channel, `app/channel`, so an action has the partition of the
/// sockets' memberships on that channel. The value is `join` or `leave`, a space, and the session's
/// 64 bits in 16 hexadecimal digits: the id itself stays out of the topic.
public final class ActionCodec {
  private static final String JOIN = "join ";
  private static final String LEAVE = "leave ";
  private static final int DIGITS = 16;

  private ActionCodec() {}

  public static byte[] value(Action action) {
    var word =
        switch (action) {
          case Join _ -> JOIN;
          case Leave _ -> LEAVE;
        };
    return (word + "%016x".formatted(action.session().bits())).getBytes(US_ASCII);
  }

  /// The action of a record.
  ///
  /// @throws BrokenRecord when it is no action; nothing else is thrown
  public static Action read(byte @Nullable [] key, byte @Nullable [] value) throws BrokenRecord {
    var item = ChannelEventCodec.key(key);
    var text = value == null ? "" : new String(value, US_ASCII);
    if (text.startsWith(JOIN)) {
      return new Join(item, session(text.substring(JOIN.length())));
    }
    if (text.startsWith(LEAVE)) {
      return new Leave(item, session(text.substring(LEAVE.length())));
    }
    throw new BrokenRecord(Reason.FORMAT, "an action is join or leave with a session");
  }

  private static SessionId session(String digits) throws BrokenRecord {
    try {
      if (digits.length() == DIGITS) {
        return new SessionId(Long.parseUnsignedLong(digits, 16));
      }
    } catch (NumberFormatException e) {
      // falls through: the same thing is wrong
    }
    throw new BrokenRecord(Reason.FORMAT, "a session is " + DIGITS + " hexadecimal digits");
  }
}
