package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.events.ChannelKey;
import io.carillon.gateway.channel.Subscription;
import io.carillon.gateway.limit.Limit;
import io.carillon.gateway.membership.Joiner;
import io.carillon.protocol.ChannelData;
import io.carillon.protocol.ChannelKind;
import io.carillon.protocol.ChannelName;
import io.carillon.protocol.ClientFrame.From;
import io.carillon.protocol.ClientFrame.Subscribe;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.ServerFrames;
import io.carillon.protocol.SubscriptionAuth;
import io.carillon.protocol.SubscriptionAuth.Outcome;
import io.carillon.protocol.UserData;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The channels of one connection: subscribing, refusing, leaving (pusher-protocol.md section 3).
///
/// A presence subscription is pending until the membership has confirmed it; all others are live at
/// once. Used on the connection's event loop alone.
final class Subscriptions {
  private static final int UNAUTHORIZED = 401;
  private static final int BAD_REQUEST = 400;

  private final Connection connection;
  private final String app;
  private final SocketParts parts;
  private final Seats<Seat> seats = new Seats<>();

  Subscriptions(Connection connection, String app, SocketParts parts) {
    this.connection = connection;
    this.app = app;
    this.parts = parts;
  }

  String app() {
    return app;
  }

  /// One channel of the connection; `who` on presence channels.
  final class Seat implements Joiner, Seats.OnChannel {
    private final Subscription subscription;
    private final @Nullable ChannelData who;
    private @Nullable From from;
    private @Nullable Occupancy occupancy;
    private long toldPosition;

    // It may be confirmed and not live yet: what it missed is being read.
    private boolean confirmed;
    private boolean counted;

    Seat(Subscription subscription, @Nullable ChannelData who, @Nullable From from) {
      this.subscription = subscription;
      this.who = who;
      this.from = from;
    }

    @Override
    public void confirmed(byte[] frame) {
      connection.shard().execute(() -> goLive(frame));
    }

    @Override
    public void refused() {
      connection.shard().execute(this::overLimit);
    }

    private boolean taken() {
      return seats.get(channel()) == this;
    }

    private void goLive(byte[] frame) {
      if (taken() && !confirmed) {
        confirm(frame);
      }
    }

    private void confirm(byte[] frame) {
      confirmed = true;
      From wanted = from;
      from = null;
      toldPosition = connection.shard().endOf(subscription);
      new Confirmation(connection, parts, subscription, this::taken, frame).give(wanted);
    }

    /// The token for where this stands, when the log has gone on much since it was told.
    private Optional<String> freshPosition() {
      long handedOver = connection.shard().handedOver(subscription);
      if (!subscription.takes(handedOver)
          || handedOver - toldPosition < parts.replays().config().refreshRecords()) {
        return Optional.empty();
      }
      toldPosition = handedOver;
      return parts.replays().tokens().seal(subscription.key(), handedOver);
    }

    private void overLimit() {
      if (taken()) {
        parts.apps().byId(app).ifPresent(this::alertMembers);
        giveUp("The channel has as many members as it may have");
      }
    }

    private void alertMembers(App owner) {
      parts
          .limits()
          .alerts()
          .refused(app, Limit.PRESENCE_MEMBERS, owner.limits().presenceMembers());
    }

    private void giveUp(String why) {
      seats.remove(channel());
      connection.shard().unsubscribe(subscription);
      if (occupancy != null) {
        occupancy.end();
      }
      refuseOverLimit(channel(), why);
    }

    /// Goes on with `next` when the app may have this channel occupied, at once where it has no
    /// limit.
    private void occupy(App owner, Consumer<Seat> next) {
      long max = owner.limits().channels();
      if (max == AppLimits.NONE) {
        next.accept(this);
        return;
      }
      occupancy =
          new Occupancy(
              subscription.key(),
              parts.membership(),
              () -> connection.shard().execute(() -> allowed(next, max)),
              () -> connection.shard().execute(() -> mayNotOccupy(max)));
      occupancy.ask();
    }

    private void allowed(Consumer<Seat> next, long max) {
      if (taken() && occupancy != null) {
        parts
            .limits()
            .alerts()
            .used(app, Limit.CHANNELS, parts.membership().view().occupied(app), max);
        next.accept(this);
      }
    }

    private void mayNotOccupy(long max) {
      if (taken()) {
        parts.limits().alerts().refused(app, Limit.CHANNELS, max);
        giveUp(channelsFull(max));
      }
    }

    /// It is there, and stays: it only counts from now on.
    private void count() {
      if (occupancy == null) {
        occupancy = new Occupancy(subscription.key(), parts.membership(), () -> {}, () -> {});
        occupancy.keep();
      }
    }

    @Override
    public String channel() {
      return subscription.key().channel();
    }

    boolean live() {
      return subscription.live();
    }

    @Nullable ChannelData who() {
      return who;
    }
  }

  void subscribe(Subscribe request) {
    ChannelName name;
    try {
      name = new ChannelName(request.channel());
    } catch (IllegalArgumentException e) {
      refuse(
          request.channel(), "InvalidChannel", String.valueOf(e.getMessage()), null, BAD_REQUEST);
      return;
    }
    if (seats.get(name.value()) != null) {
      connection.error("Existing subscription to channel " + name.value());
      return;
    }
    Optional<App> owner = parts.apps().byId(app);
    if (owner.isEmpty()) {
      connection.refuse(CloseCode.UNKNOWN_APP);
      return;
    }
    if (seats.size() >= subscriptionsMax(owner.get())) {
      String why = "This connection has as many subscriptions as it may have: " + seats.size();
      parts.limits().alerts().refused(app, Limit.SUBSCRIPTIONS_PER_CONNECTION, seats.size());
      refuseOverLimit(name.value(), why);
      return;
    }
    if (granted(name, request, owner.get()) && mayBeOccupied(name, owner.get())) {
      admit(name, request, owner.get());
    }
  }

  /// Told before anything is written: what is certain to be refused costs little.
  private boolean mayBeOccupied(ChannelName name, App owner) {
    long max = owner.limits().channels();
    if (max == AppLimits.NONE
        || parts.membership().view().occupied(app) < max
        || parts.membership().view().occupies(new ChannelKey(app, name.value()))) {
      return true;
    }
    parts.limits().alerts().refused(app, Limit.CHANNELS, max);
    refuseOverLimit(name.value(), channelsFull(max));
    return false;
  }

  private static String channelsFull(long max) {
    return "The app has as many occupied channels as it may have: " + max;
  }

  private void refuseOverLimit(String channel, String why) {
    refuse(channel, "LimitReached", why, null, 4100);
  }

  /// Tells a client that reads positions where it stands on channels whose last one has grown old.
  void refreshPositions() {
    Map<String, String> fresh = new HashMap<>(4);
    seats.forEach(
        seat -> seat.freshPosition().ifPresent(token -> fresh.put(seat.channel(), token)));
    if (!fresh.isEmpty()) {
      connection.send(ServerFrames.positions(fresh));
    }
  }

  /// The app may have only so many occupied channels from now on: those of this connection count.
  void countAll() {
    seats.forEach(Seat::count);
  }

  private long subscriptionsMax(App owner) {
    return Math.min(parts.config().subscriptionsMax(), owner.limits().subscriptionsPerConnection());
  }

  private boolean granted(ChannelName name, Subscribe request, App owner) {
    if (name.kind() == ChannelKind.SERVER_TO_USER) {
      return ofSignedIn(name)
          || refuseUnauthorized(
              name, "Only the user who is signed in on this connection may subscribe");
    }
    if (!name.kind().authorized()) {
      return true;
    }
    Outcome outcome =
        SubscriptionAuth.check(
            connection.id(), name, request.auth(), request.channelData(), owner::secretOf);
    return switch (outcome) {
      case Outcome.Granted ignored -> {
        connection.authorized();
        yield true;
      }
      case Outcome.Unformed(String message) -> refuseUnauthorized(name, message);
      case Outcome.UnknownKey(String message) -> refuseUnauthorized(name, message);
      case Outcome.WrongSignature(String message) -> refuseUnauthorized(name, message);
    };
  }

  private boolean ofSignedIn(ChannelName name) {
    UserData user = connection.user();
    return user != null && name.equals(ChannelName.ofUser(user.id()));
  }

  private void admit(ChannelName name, Subscribe request, App owner) {
    if (!name.kind().presence()) {
      take(name, null, request.from())
          .occupy(owner, seat -> whenCacheIsHere(seat, here -> enter(name, here)));
      return;
    }
    try {
      ChannelData who = memberOf(request);
      take(name, who, request.from())
          .occupy(owner, seat -> whenCacheIsHere(seat, here -> join(here, who)));
    } catch (IllegalArgumentException e) {
      refuse(name.value(), "InvalidChannelData", String.valueOf(e.getMessage()), null, BAD_REQUEST);
    }
  }

  /// What was signed for this channel, else whom the connection is signed in as.
  private ChannelData memberOf(Subscribe request) {
    String given = request.channelData();
    UserData user = connection.user();
    if (given == null && user != null) {
      return user.asMember();
    }
    return ChannelData.parse(given == null ? "" : given);
  }

  /// Nearly always at once: only a cached channel's event can lie on the log alone. Before the
  /// confirmation, because nothing may be missed after it.
  private void whenCacheIsHere(Seat seat, Consumer<Seat> next) {
    ChannelKey key = seat.subscription.key();
    boolean waits =
        ChannelKind.of(key.channel()).cached()
            && parts
                .cache()
                .fetch(
                    key,
                    () ->
                        connection
                            .shard()
                            .execute(() -> {
                              if (seat.taken()) {
                                next.accept(seat);
                              }
                            }));
    if (!waits) {
      next.accept(seat);
    }
  }

  private void join(Seat seat, ChannelData who) {
    parts.membership().join(seat.subscription.key(), who, seat);
  }

  private void enter(ChannelName name, Seat seat) {
    seat.confirm(ServerFrames.subscriptionSucceeded(name.value()));
    // A connection that was closed for being slow has left already.
    if (seat.taken()) {
      seat.counted = true;
      parts.membership().subscribed(seat.subscription.key());
    }
  }

  private Seat take(ChannelName name, @Nullable ChannelData who, @Nullable From from) {
    var key = new ChannelKey(app, name.value());
    var seat = new Seat(connection.shard().subscribe(key, connection), who, from);
    seats.add(seat);
    return seat;
  }

  private boolean refuseUnauthorized(ChannelName name, String message) {
    refuse(name.value(), "AuthError", message, CloseCode.UNAUTHORIZED.code(), UNAUTHORIZED);
    connection.wrongSignature();
    return false;
  }

  /// Both forms: one that every client logs, and one that is tied to the channel.
  private void refuse(
      String channel, String type, String message, @Nullable Integer code, int status) {
    connection.send(ServerFrames.error(code, message));
    connection.send(ServerFrames.subscriptionError(channel, type, message, status));
  }

  void unsubscribe(String channel) {
    Seat seat = seats.remove(channel);
    if (seat == null) {
      connection.error(
          "No current subscription to channel " + channel + ", or subscription in progress");
    } else {
      end(seat);
    }
  }

  void endAll() {
    seats.forEach(this::end);
    seats.clear();
  }

  private void end(Seat seat) {
    ChannelKey key = seat.subscription.key();
    connection.shard().unsubscribe(seat.subscription);
    if (seat.occupancy != null) {
      seat.occupancy.end();
    }
    if (seat.who == null) {
      // One that still waits was not counted.
      if (seat.counted) {
        parts.membership().unsubscribed(key);
      }
    } else {
      parts.membership().leave(key, seat.who, seat);
    }
  }

  /// The live seat on a channel, or null.
  @Nullable Seat live(String channel) {
    Seat seat = seats.get(channel);
    return seat != null && seat.live() ? seat : null;
  }
}
