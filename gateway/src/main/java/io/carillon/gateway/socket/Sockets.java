package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.limit.AddressLimits;
import io.carillon.gateway.limit.Limit;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.SocketId;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// All sockets of this gateway. Thread-safe.
public final class Sockets {
  private static final Logger LOG = Logger.getLogger(Sockets.class);
  private static final Duration DRAIN_LATE = Duration.ofSeconds(2);

  private final SocketParts parts;
  private final Hub hub;
  private final SecureRandom random = new SecureRandom();
  private final Map<EventLoop, Heartbeat> heartbeats = new ConcurrentHashMap<>();
  private final LongAdder withoutChannel = new LongAdder();
  private final AppChanges appChanges;
  private volatile boolean draining;

  private Sockets(SocketParts parts, Hub hub) {
    this.parts = parts;
    this.hub = hub;
    this.appChanges = new AppChanges(parts.apps());
  }

  /// The sockets of one gateway.
  public static Sockets of(SocketParts parts, Hub hub) {
    return new Sockets(parts, hub);
  }

  /// What becomes of a new socket.
  public Handshake.Outcome decide(Greeting greeting) {
    if (draining) {
      return new Handshake.Outcome.Refused(CloseCode.RECONNECT);
    }
    if (!ready() || count() >= parts.config().connectionsMax()) {
      return new Handshake.Outcome.Refused(CloseCode.OVER_CAPACITY);
    }
    AddressLimits addresses = parts.limits().addresses();
    if (!addresses.connects(greeting.address()) || !addresses.mayAuthenticate(greeting.address())) {
      return new Handshake.Outcome.Refused(CloseCode.OVER_CAPACITY);
    }
    Handshake.Outcome outcome = Handshake.decide(parts.apps(), parts.origins(), greeting);
    return outcome instanceof Handshake.Outcome.Welcome terms && full(terms.app())
        ? new Handshake.Outcome.Refused(CloseCode.OVER_CONNECTION_QUOTA)
        : outcome;
  }

  /// Whose a connection is.
  ///
  /// @param line the address of the line's other end
  public String addressOf(@Nullable String line, String forwardedFor) {
    return parts.limits().clients().of(line, forwardedFor);
  }

  /// Told before anything is made for it: an app that is full costs little.
  private boolean full(App app) {
    long max = app.limits().connections();
    if (max == AppLimits.NONE || parts.membership().view().connections(app.id()) < max) {
      return false;
    }
    parts.limits().alerts().refused(app.id(), Limit.CONNECTIONS, max);
    return true;
  }

  private boolean ready() {
    return parts.apps().ready() && parts.membership().ready() && parts.cache().ready();
  }

  /// A connection that is welcomed when its wire is ready.
  public Connection connect(Handshake.Outcome.Welcome terms, Wire wire, EventLoop loop) {
    if (wire instanceof EndpointWire) {
      withoutChannel.increment();
    }
    Heartbeat heartbeat = heartbeats.computeIfAbsent(loop, this::wheel);
    return new Connection(nextId(), terms, wire, hub.shardOf(loop), heartbeat, parts);
  }

  private Heartbeat wheel(EventLoop loop) {
    Heartbeat heartbeat = Heartbeat.turning(loop);
    // An app may have changed between the decision and this wheel, which nobody looked through.
    loop.execute(() -> heartbeat.forEach(appChanges::look));
    return heartbeat;
  }

  /// Unpredictable, because it is part of what apps sign; 64 bits, so no two are alike.
  private SocketId nextId() {
    long bits = random.nextLong();
    return new SocketId((bits >>> 32) + "." + (bits & 0xFFFF_FFFFL));
  }

  /// The time that rates are judged by.
  public long millis() {
    return parts.clock().millis();
  }

  /// Sockets so far that had to do without the Netty channel.
  public long withoutChannel() {
    return withoutChannel.sum();
  }

  /// Sockets that are open. A moment old.
  public int count() {
    int count = 0;
    for (Heartbeat heartbeat : heartbeats.values()) {
      count += heartbeat.size();
    }
    return count;
  }

  /// Ends those of an app's sockets that may not stay after a change of it: 4003 when it is paused,
  /// 4001 when it is gone or their key is. The others' subscriptions count from now on when it may
  /// have only so many channels. Returns at once.
  public void obey(App changed) {
    heartbeats.forEach((loop, heartbeat) -> appChanges.obey(changed, loop, heartbeat));
    if (changed.limits().channels() != AppLimits.NONE) {
      heartbeats.forEach((loop, heartbeat) ->
          loop.execute(
              () -> heartbeat.forEach(connection -> connection.countChannels(changed.id()))));
    }
  }

  /// Sockets so far that a change of their app ended.
  public long endedByApps() {
    return appChanges.ended();
  }

  /// Sockets so far that were closed because they did not read.
  public long slow() {
    return parts.slow().closed();
  }

  /// Bytes that wait for sockets that do not read as fast as they are sent to.
  public long waitingBytes() {
    return parts.slow().waitingBytes().sum();
  }

  /// Takes no new sockets and asks the open ones to come back elsewhere, in slices over the
  /// settable window. Waits until all were asked; not for event loops.
  public void drain() throws InterruptedException {
    draining = true;
    Duration window = parts.config().drainWindow();
    var asked = new ArrayList<CompletableFuture<Void>>();
    heartbeats.forEach((loop, heartbeat) -> asked.add(Drain.of(loop, heartbeat, window)));
    try {
      CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
          .get(window.plus(DRAIN_LATE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("Not all sockets were asked to go in time: left=%d", count());
    }
  }
}
