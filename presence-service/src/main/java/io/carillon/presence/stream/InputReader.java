package io.carillon.presence.stream;

import io.carillon.events.BrokenRecord;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Count;
import io.carillon.events.MembershipRecord.Forgotten;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.presence.domain.ItemKind;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.Sighting;
import io.carillon.presence.domain.ViewerCommand;
import io.carillon.presence.domain.ViewerCommand.GatewayGone;
import io.carillon.presence.domain.ViewerCommand.SocketJoined;
import io.carillon.presence.domain.ViewerCommand.SocketLeft;
import io.carillon.presence.publish.ActionCodec;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the records of both topics say about viewers. Most memberships are of other channels and
/// say nothing.
final class InputReader {
  private final MembershipCodec memberships = new MembershipCodec();
  private final ItemKind kind;

  InputReader(ItemKind kind) {
    this.kind = kind;
  }

  Said read(Input input, ConsumerRecord<byte[], byte[]> record, Instant at) throws BrokenRecord {
    return switch (input) {
      case ACTIONS -> new Said.OfViewers(ActionCodec.read(record.key(), record.value()));
      case MEMBERSHIPS -> said(memberships.decode(record), at);
    };
  }

  private Said said(MembershipRecord record, Instant at) {
    return switch (record) {
      case Member(var channel, var gateway, var user, var _) ->
          kind.isViewedOn(channel)
              ? new Said.OfViewers(new SocketJoined(channel, SessionId.of(user), gateway))
              : new Said.OfUser(new Sighting(channel.app(), user, at));
      case Left(var channel, var gateway, var user) ->
          kind.isViewedOn(channel)
              ? new Said.OfViewers(new SocketLeft(channel, SessionId.of(user), gateway))
              : new Said.OfUser(new Sighting(channel.app(), user, at));
      case Gone(var gateway) -> new Said.OfViewers(new GatewayGone(gateway));
      case Count _, Forgotten _ -> new Said.Nothing();
    };
  }

  /// What one record means here.
  sealed interface Said {
    record OfViewers(ViewerCommand command) implements Said {}

    /// Users of other presence channels are nobody's viewers, but they were seen.
    record OfUser(Sighting sighting) implements Said {}

    record Nothing() implements Said {}
  }
}
