package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.Feature;
import io.carillon.gateway.channel.Shard;
import io.carillon.gateway.channel.Subscriber;
import io.carillon.gateway.channel.TextFrame;
import io.carillon.gateway.limit.TokenBucket;
import io.carillon.gateway.socket.Handshake.Outcome.Welcome;
import io.carillon.protocol.ClientFrame;
import io.carillon.protocol.ClientFrames;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.ServerFrames;
import io.carillon.protocol.SocketId;
import io.carillon.protocol.UserData;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One live socket: a thin owner of its queue, its subscriptions and its place on the heartbeat's
/// wheel.
///
/// Every method is called on the connection's event loop.
public final class Connection implements Subscriber, FrameReceiver {
  /// How often it is looked whether positions that a client knows have become old.
  private static final int REFRESH_SECONDS = 30;

  private final SocketId id;
  private final String key;
  private final Wire wire;
  private final Shard shard;
  private final Heartbeat heartbeat;
  private final SocketParts parts;
  private final SendQueue queue;
  private final TokenBucket inbound;
  private final Subscriptions subscriptions;
  private final Liveness liveness;
  private final Admission admission;
  private final String address;
  // Only connections that send events have one, and only those of signed-in users the other.
  private @Nullable ClientEvents clientEvents;
  private @Nullable UserSession session;
  private final boolean resumes;
  private boolean open = true;
  private boolean greeted;
  private boolean slowBefore;

  // Place on the wheel, kept by Heartbeat.
  private int slot;
  private int place;

  /// @param terms what the handshake granted
  Connection(
      SocketId id, Welcome terms, Wire wire, Shard shard, Heartbeat heartbeat, SocketParts parts) {
    String app = terms.app().id();
    this.id = id;
    this.key = terms.key();
    this.wire = wire;
    this.shard = shard;
    this.heartbeat = heartbeat;
    this.parts = parts;
    this.queue =
        new SendQueue(wire, parts.config().sendQueueBytesMax(), parts.slow().waitingBytes());
    this.inbound =
        new TokenBucket(
            parts.config().inboundBurst(), parts.config().inboundRate(), parts.clock().millis());
    this.subscriptions = new Subscriptions(this, app, parts);
    this.liveness =
        new Liveness(
            parts.config(),
            terms.protocol(),
            terms.app().has(Feature.AUTHORIZED_CONNECTIONS),
            heartbeat.now());
    this.admission = new Admission(this, terms.app(), parts);
    this.address = terms.address();
    this.resumes = terms.resumes();
  }

  /// Begins: it is counted, and greeted once there is room for it.
  public void welcome() {
    heartbeat.add(this, nextLook(heartbeat.now()));
    admission.ask();
  }

  /// Sends the handshake frame: nothing may go before it.
  void greet() {
    greeted = true;
    int timeout = Math.toIntExact(parts.config().activityTimeout().toSeconds());
    send(ServerFrames.connectionEstablished(id, timeout));
  }

  /// A text message of the client.
  ///
  /// @param nowMillis the time, for rates
  public void receive(String text, long nowMillis) {
    heard();
    if (!open) {
      return;
    }
    if (!inbound.take(nowMillis)) {
      refuse(CloseCode.OVER_CAPACITY);
      return;
    }
    if (!greeted) {
      return; // no client speaks before it is spoken to
    }
    switch (ClientFrames.parse(text)) {
      case ClientFrame.Subscribe subscribe -> subscriptions.subscribe(subscribe);
      case ClientFrame.Unsubscribe(String channel) -> subscriptions.unsubscribe(channel);
      case ClientFrame.Ping ignored -> send(ServerFrames.pong());
      case ClientFrame.Pong ignored -> {}
      case ClientFrame.ClientEvent event -> clientEvents().receive(event, nowMillis);
      case ClientFrame.SignIn signIn -> signIn(signIn);
      case ClientFrame.Unsupported unsupported -> error(unsupported.why());
      case ClientFrame.Malformed(String why) -> error(why);
    }
  }

  @Override
  public void text(String text) {
    receive(text, parts.clock().millis());
  }

  @Override
  public void binary(ByteBuf bytes) {
    close(CloseCode.BINARY_FRAME);
  }

  @Override
  public boolean withinRate() {
    return inbound.take(parts.clock().millis());
  }

  private ClientEvents clientEvents() {
    ClientEvents events = clientEvents;
    if (events == null) {
      events = new ClientEvents(this, subscriptions.app(), subscriptions, parts);
      clientEvents = events;
    }
    return events;
  }

  private void signIn(ClientFrame.SignIn request) {
    Optional<App> owner = parts.apps().byId(subscriptions.app());
    if (owner.isEmpty()) {
      refuse(CloseCode.UNKNOWN_APP);
      return;
    }
    switch (SignIn.decide(owner.get(), id, request, user())) {
      case SignIn.Outcome.Refused(String why) -> refuseSignIn(owner.get(), why);
      case SignIn.Outcome.Accepted(UserData user) -> {
        if (session == null) {
          session = new UserSession(this, parts.membership(), user);
        }
        authorized();
        session.signedIn(owner.get(), user, request.userData());
      }
    }
  }

  private void refuseSignIn(App owner, String why) {
    send(ServerFrames.error(CloseCode.UNAUTHORIZED.code(), why));
    if (owner.has(Feature.AUTHORIZED_CONNECTIONS)) {
      close(CloseCode.UNAUTHORIZED);
    }
    wrongSignature();
  }

  /// The client showed a signature that is none; one who does so over and over is closed.
  void wrongSignature() {
    if (!parts.limits().addresses().failed(address)) {
      refuse(CloseCode.OVER_CAPACITY);
    }
  }

  /// The app may have only so many occupied channels from now on.
  void countChannels(String app) {
    if (app.equals(subscriptions.app())) {
      subscriptions.countAll();
    }
  }

  /// The app vouched for this connection.
  void authorized() {
    liveness.authorized();
  }

  /// Who is signed in, or null.
  @Nullable UserData user() {
    return session == null ? null : session.user();
  }

  /// Any sign of life.
  @Override
  public void heard() {
    liveness.heard(heartbeat.now());
  }

  /// Sends a protocol error that belongs to no channel; the connection stays.
  void error(String message) {
    send(ServerFrames.error(null, message));
  }

  /// Sends one frame of UTF-8 JSON at once.
  void send(byte[] frame) {
    ByteBuf buffer = TextFrame.of(frame);
    offer(buffer, 0, buffer.writerIndex());
    flush();
    buffer.release();
  }

  @Override
  public String socketId() {
    return id.value();
  }

  @Override
  public boolean readsPositions() {
    return resumes;
  }

  /// Whether a peer that reads could take more now.
  boolean drained() {
    return queue.drained();
  }

  /// Runs the task once the peer took what was there before, or this connection is over.
  void whenDrained(Runnable task) {
    if (open) {
      queue.whenDrained(task);
    }
  }

  @Override
  public boolean behind() {
    return queue.waitingBytes() > 0;
  }

  @Override
  public void offer(ByteBuf frame, int from, int length, Object conflation) {
    if (open) {
      taken(queue.offer(frame, from, length, conflation));
    }
  }

  @Override
  public void offer(ByteBuf frames, int from, int length) {
    if (open) {
      taken(queue.offer(frames, from, length));
    }
  }

  private void taken(SendQueue.Offer outcome) {
    if (outcome == SendQueue.Offer.FULL) {
      parts.slow().closed(socketId(), parts.clock().millis());
      closed();
      wire.cut(slowBefore ? CloseCode.OVER_CAPACITY : CloseCode.SLOW_CONSUMER);
    }
  }

  /// The client that comes back says which sockets it had.
  void hadSockets(List<String> sockets) {
    slowBefore |= parts.slow().any(sockets, parts.clock().millis());
  }

  @Override
  public void flush() {
    if (open) {
      queue.flush();
    }
  }

  /// Says why in a frame as well, since clients below protocol 6 do not look at close codes.
  public void refuse(CloseCode code) {
    send(ServerFrames.error(code));
    close(code);
  }

  public void close(CloseCode code) {
    if (open) {
      closed();
      wire.close(code);
    }
  }

  /// The socket is over, whoever ended it: everything that it held is given back.
  @Override
  public void closed() {
    if (open) {
      open = false;
      heartbeat.remove(this);
      subscriptions.endAll();
      admission.end();
      if (session != null) {
        session.end();
      }
      queue.discard();
    }
  }

  /// Pings or closes a peer whose time has come. @return seconds until the next look
  int checkLiveness(int now) {
    switch (liveness.check(now)) {
      case FINE -> {}
      case PING -> wire.ping();
      case NO_PONG -> refuse(CloseCode.NO_PONG);
      case INACTIVE -> refuse(CloseCode.INACTIVE);
      case UNAUTHORIZED -> refuse(CloseCode.UNAUTHORIZED);
    }
    if (open && resumes) {
      subscriptions.refreshPositions();
    }
    return nextLook(now);
  }

  private int nextLook(int now) {
    int next = liveness.next(now);
    return resumes ? Math.min(REFRESH_SECONDS, next) : next;
  }

  /// Bytes that wait here, not counting those that the wire holds.
  public int waitingBytes() {
    return queue.waitingBytes();
  }

  SocketId id() {
    return id;
  }

  String app() {
    return subscriptions.app();
  }

  /// The app's key with which it came.
  String key() {
    return key;
  }

  Shard shard() {
    return shard;
  }

  public boolean open() {
    return open;
  }

  void seat(int newSlot, int newPlace) {
    slot = newSlot;
    place = newPlace;
  }

  int slot() {
    return slot;
  }

  int place() {
    return place;
  }
}
