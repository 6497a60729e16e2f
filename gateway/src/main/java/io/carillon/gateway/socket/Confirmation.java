package io.carillon.gateway.socket;

import io.carillon.events.CachedEvent;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.channel.Shard;
import io.carillon.gateway.channel.Subscription;
import io.carillon.gateway.replay.LogReplay;
import io.carillon.gateway.replay.PlacedEvent;
import io.carillon.gateway.replay.Replayed;
import io.carillon.protocol.ChannelKind;
import io.carillon.protocol.ClientFrame.From;
import io.carillon.protocol.EventFrame;
import io.carillon.protocol.ServerFrames;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One subscription from the moment at which it is granted to its first live event: the
/// confirmation, then what the client asked for of the past, then what follows, without a gap and
/// without a repeat (docs/recovery.md).
///
/// Used on the connection's event loop alone.
final class Confirmation {
  private static final String RECOVERED = "recovered";
  private static final String HISTORY = "history";

  private final Connection connection;
  private final SocketParts parts;
  private final Subscription subscription;
  private final BooleanSupplier stands;
  private final byte[] frame;

  /// @param stands whether the subscription has not ended
  /// @param frame the confirmation as stock clients get it
  Confirmation(
      Connection connection,
      SocketParts parts,
      Subscription subscription,
      BooleanSupplier stands,
      byte[] frame) {
    this.connection = connection;
    this.parts = parts;
    this.subscription = subscription;
    this.stands = stands;
    this.frame = frame;
  }

  void give(@Nullable From from) {
    switch (from) {
      case null -> fresh(null);
      case From.Position resume -> resume(resume);
      case From.Last last -> past(last);
      case From.Since since -> past(since);
    }
  }

  /// @param denied what could not be granted, null when nothing was asked for
  private void fresh(@Nullable String denied) {
    Shard shard = connection.shard();
    long end = shard.endOf(subscription);
    if (!ChannelKind.of(key().channel()).cached()) {
      send(end, denied, false);
      shard.goLive(subscription, end);
      return;
    }
    // After the end was read: the reader keeps an event before it publishes the end.
    Optional<CachedEvent> last = parts.cache().find(key());
    long from = last.isEmpty() ? end : Math.max(last.get().offset() + 1, end);
    send(from, denied, false);
    if (last.isEmpty()) {
      connection.send(ServerFrames.cacheMiss(key().channel()));
      CacheMisses.report(key(), parts);
    } else {
      CachedEvent event = last.get();
      connection.send(EventFrame.of(event.event(), key().channel(), event.data(), null).bytes());
    }
    shard.goLive(subscription, from);
  }

  private void resume(From.Position resume) {
    connection.hadSockets(resume.sockets());
    OptionalLong from = parts.replays().tokens().open(key(), resume.position());
    if (from.isEmpty()) {
      fresh(RECOVERED);
    } else if (parts.replays().buffer().reaches(key(), from.getAsLong())) {
      send(from.getAsLong(), RECOVERED, true);
      catchUp(resume.sockets()).from(from.getAsLong());
    } else {
      fromLog(from.getAsLong(), resume.sockets());
    }
  }

  private void fromLog(long from, List<String> sockets) {
    var waiter =
        new LogReplay.Waiter() {
          @Override
          public void found(Replayed found, Runnable done) {
            onLoop(
                () -> {
                  send(from, RECOVERED, true);
                  catchUp(sockets).with(found, done);
                },
                done);
          }

          @Override
          public void lost() {
            onLoop(() -> fresh(RECOVERED), () -> {});
          }
        };
    if (!parts.replays().log().request(key(), from, waiter)) {
      fresh(RECOVERED);
    }
  }

  private void onLoop(Runnable task, Runnable otherwise) {
    connection.shard().execute(() -> (stands.getAsBoolean() ? task : otherwise).run());
  }

  private void past(From.Last wanted) {
    Replayed found = found(wanted.events());
    startAt(found, found.events().size() >= wanted.events());
  }

  private void past(From.Since wanted) {
    Replayed found = found(Integer.MAX_VALUE);
    List<PlacedEvent> since =
        found.events().stream().filter(each -> each.time() >= wanted.time()).toList();
    // One that is older stands before them, or nothing younger can have gone.
    boolean whole =
        since.size() < found.events().size()
            || (since.size() < parts.replays().config().historyMax()
                && parts.replays().buffer().reachesTime(key(), wanted.time()));
    startAt(new Replayed(since, found.next(), true), whole);
  }

  private Replayed found(int wanted) {
    int max = Math.min(wanted, parts.replays().config().historyMax());
    long end = connection.shard().endOf(subscription);
    return new Replayed(parts.replays().buffer().last(key(), end, max), end, true);
  }

  private void startAt(Replayed found, boolean whole) {
    long from = found.events().isEmpty() ? found.next() : found.events().getFirst().offset();
    send(from, HISTORY, whole);
    catchUp(List.of()).from(from);
  }

  private CatchUp catchUp(List<String> sockets) {
    connection.shard().goLiveOutsideTheLog(subscription);
    return new CatchUp(connection, parts.replays(), subscription, stands, sockets);
  }

  private void send(long from, @Nullable String asked, boolean granted) {
    String position =
        connection.readsPositions()
            ? parts.replays().tokens().seal(key(), from).orElse(null)
            : null;
    connection.send(
        position == null && asked == null
            ? frame
            : ServerFrames.placed(frame, position, asked, granted));
  }

  private ChannelKey key() {
    return subscription.key();
  }
}
