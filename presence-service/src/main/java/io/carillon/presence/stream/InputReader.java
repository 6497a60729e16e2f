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
import io.carillon.presence.domain.ViewerCommand;
import io.carillon.presence.domain.ViewerCommand.GatewayGone;
import io.carillon.presence.domain.ViewerCommand.SocketJoined;
import io.carillon.presence.domain.ViewerCommand.SocketLeft;
import io.carillon.presence.publish.ActionCodec;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the records of both topics say about viewers. Most memberships are of other channels and
/// say nothing.
final class InputReader {
  private final MembershipCodec memberships = new MembershipCodec();
  private final ItemKind kind;

  InputReader(ItemKind kind) {
    this.kind = kind;
  }

  Optional<ViewerCommand> read(Input input, ConsumerRecord<byte[], byte[]> record)
      throws BrokenRecord {
    return switch (input) {
      case ACTIONS -> Optional.of(ActionCodec.read(record.key(), record.value()));
      case MEMBERSHIPS -> command(memberships.decode(record));
    };
  }

  private Optional<ViewerCommand> command(MembershipRecord record) {
    return switch (record) {
      case Member(var channel, var gateway, var user, var _) ->
          kind.isViewedOn(channel)
              ? Optional.of(new SocketJoined(channel, SessionId.of(user), gateway))
              : Optional.empty();
      case Left(var channel, var gateway, var user) ->
          kind.isViewedOn(channel)
              ? Optional.of(new SocketLeft(channel, SessionId.of(user), gateway))
              : Optional.empty();
      case Gone(var gateway) -> Optional.of(new GatewayGone(gateway));
      case Count _, Forgotten _ -> Optional.empty();
    };
  }
}
