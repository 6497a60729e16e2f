package io.carillon.presence.domain;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.ViewerCommand.GatewayGone;
import io.carillon.presence.domain.ViewerCommand.Join;
import io.carillon.presence.domain.ViewerCommand.Leave;
import io.carillon.presence.domain.ViewerCommand.SocketJoined;
import io.carillon.presence.domain.ViewerCommand.SocketLeft;
import io.carillon.presence.domain.ViewerEvent.CountTold;
import io.carillon.presence.domain.ViewerEvent.GatewayForgotten;
import io.carillon.presence.domain.ViewerEvent.GatewayIgnored;
import io.carillon.presence.domain.ViewerEvent.ItemForgotten;
import io.carillon.presence.domain.ViewerEvent.SessionChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The items of one partition with their viewers: every rule of counting is here.
///
/// {@link #decide}, {@link #expire} and {@link #tell} read and give events; {@link #apply} alone
/// changes what counts. A count is told at once when the item was quiet for the interval, else when
/// the interval is over, so the last value is always told.
///
/// One thread at a time; {@link #countOf} may be called from any.
public final class ViewerShard {
  /// Work of one look at the calendars, so that a flood of expiries never holds up commands for
  /// long.
  private static final int EXPIRIES_MAX = 10_000;

  private static final int TELLINGS_MAX = 500;
  private static final long EXPIRY_SLOT_MS = 500;
  private static final long TELLING_SLOT_MS = 50;

  private final ViewerRules rules;
  private final Map<ChannelKey, Viewers> items = new ConcurrentHashMap<>();
  private final Map<String, Long> ignored = new HashMap<>();
  private final Calendar<HttpSession> expiries = new Calendar<>(EXPIRY_SLOT_MS);
  private final Calendar<String> graces = new Calendar<>(EXPIRY_SLOT_MS);
  private final Calendar<ChannelKey> tellings = new Calendar<>(TELLING_SLOT_MS);
  private volatile long viewers;

  public ViewerShard(ViewerRules rules) {
    this.rules = rules;
  }

  /// What a command changes, when it was given at `at`. Nothing, when it says what is so already.
  public List<ViewerEvent> decide(ViewerCommand command, Instant at) {
    return switch (command) {
      case Join(var item, var session) -> {
        long until = at.plus(rules.expireAfter()).toEpochMilli();
        yield change(item, session, sessionOf(item, session).heardUntil(until));
      }
      case Leave(var item, var session) -> change(item, session, sessionOf(item, session).silent());
      case SocketJoined(var item, var session, var gateway) ->
          ignored.containsKey(gateway)
              ? List.of()
              : change(item, session, sessionOf(item, session).on(gateway));
      case SocketLeft(var item, var session, var gateway) ->
          ignored.containsKey(gateway)
              ? List.of()
              : change(item, session, sessionOf(item, session).off(gateway));
      case GatewayGone(var gateway) ->
          ignored.containsKey(gateway)
              ? List.of()
              : List.of(new GatewayIgnored(gateway, at.plus(rules.gatewayGrace()).toEpochMilli()));
    };
  }

  /// What time alone changes: sessions that went silent, and the sockets of one dead gateway after
  /// the grace. To be applied before it is asked again, which {@link #nextDue} says when more
  /// waits.
  public List<ViewerEvent> expire(Instant now) {
    long nowMs = now.toEpochMilli();
    var events = new ArrayList<ViewerEvent>();
    for (var held : expiries.takeDue(nowMs, EXPIRIES_MAX)) {
      expire(held, nowMs, events);
    }
    // One cause at a time: each event carries a session's whole state as it was before the others.
    while (events.isEmpty() && graces.nextMs() <= nowMs) {
      endGrace(graces.takeDue(nowMs, 1).getFirst(), nowMs, events);
    }
    return events;
  }

  /// The counts that are to be told now, and the items that need no more telling.
  public List<ViewerEvent> tell(Instant now) {
    long nowMs = now.toEpochMilli();
    var events = new ArrayList<ViewerEvent>();
    for (var item : tellings.takeDue(nowMs, TELLINGS_MAX)) {
      var found = items.get(item);
      if (found != null) {
        tell(item, found, nowMs, events);
      }
    }
    return events;
  }

  /// Changes the state to what the event says.
  public void apply(ViewerEvent event) {
    switch (event) {
      case SessionChanged changed -> apply(changed);
      case GatewayIgnored(var gateway, var graceUntilMs) -> {
        ignored.put(gateway, graceUntilMs);
        graces.remind(gateway, graceUntilMs);
      }
      case GatewayForgotten(var gateway) -> ignored.remove(gateway);
      case CountTold told -> {
        items.computeIfAbsent(told.item(), _ -> new Viewers()).told(told);
        if (told.count() == 0) {
          tellings.remind(told.item(), told.atMs() + ViewerRules.FORGET_ITEM_AFTER.toMillis());
        }
      }
      case ItemForgotten(var item) -> items.remove(item);
    }
  }

  /// To be called by a new owner: counts that its predecessor may have told in vain are told again.
  public void takeOver() {
    long newest = items.values().stream().mapToLong(Viewers::toldAtMs).max().orElse(0);
    long since = newest - ViewerRules.TELL_AGAIN.toMillis();
    items.forEach((item, found) -> {
      if (found.toldAtMs() >= since) {
        found.mustBeToldAgain();
        tellings.remind(item, found.toldAtMs());
      }
    });
  }

  /// How many sessions view the item. For any thread.
  public int countOf(ChannelKey item) {
    var found = items.get(item);
    return found == null ? 0 : found.count();
  }

  /// How many sessions view anything here, once for each item. For any thread.
  public long viewers() {
    return viewers;
  }

  /// How many items are known here. For any thread.
  public int items() {
    return items.size();
  }

  /// When {@link #expire} or {@link #tell} have something to do next; {@link Instant#MAX}: not
  /// before another command.
  public Instant nextDue() {
    long next = Math.min(tellings.nextMs(), Math.min(expiries.nextMs(), graces.nextMs()));
    return next == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(next);
  }

  private Session sessionOf(ChannelKey item, SessionId session) {
    var found = items.get(item);
    return found == null ? Session.NONE : found.session(session);
  }

  private List<ViewerEvent> change(ChannelKey item, SessionId session, Session state) {
    return state.equals(sessionOf(item, session))
        ? List.of()
        : List.of(new SessionChanged(item, session, state));
  }

  private void expire(HttpSession held, long nowMs, List<ViewerEvent> events) {
    var session = sessionOf(held.item(), held.session());
    if (session.httpUntilMs() > nowMs) {
      expiries.remind(held, session.httpUntilMs());
    } else if (session.httpUntilMs() > 0) {
      events.addAll(change(held.item(), held.session(), session.silent()));
    }
  }

  private void endGrace(String gateway, long nowMs, List<ViewerEvent> events) {
    var graceUntilMs = ignored.get(gateway);
    if (graceUntilMs == null) {
      return;
    }
    long forgetAtMs = graceUntilMs + ViewerRules.FORGET_GATEWAY_AFTER.toMillis();
    if (nowMs >= forgetAtMs) {
      events.add(new GatewayForgotten(gateway));
    } else {
      graces.remind(gateway, forgetAtMs);
    }
    items.forEach((item, found) ->
        found
            .sessions()
            .forEach((id, session) -> events.addAll(change(item, id, session.off(gateway)))));
  }

  private void tell(ChannelKey item, Viewers found, long nowMs, List<ViewerEvent> events) {
    long allowedAtMs = found.toldAtMs() + rules.tellEvery().toMillis();
    if (found.hasNews() && nowMs < allowedAtMs) {
      tellings.remind(item, allowedAtMs);
    } else if (found.hasNews()) {
      events.add(new CountTold(item, found.count(), found.nextSequence(nowMs), nowMs));
    } else if (found.isForgettable(nowMs)) {
      events.add(new ItemForgotten(item));
    }
  }

  private void apply(SessionChanged changed) {
    var item = items.computeIfAbsent(changed.item(), _ -> new Viewers());
    long heardUntil = item.session(changed.session()).httpUntilMs();
    int before = item.count();
    item.put(changed.session(), changed.state());
    if (heardUntil == 0 && changed.state().httpUntilMs() > 0) {
      expiries.remind(
          new HttpSession(changed.item(), changed.session()), changed.state().httpUntilMs());
    }
    if (item.count() != before) {
      long others = viewers - before; // written by this thread only
      viewers = others + item.count();
      tellings.remind(changed.item(), item.toldAtMs() + rules.tellEvery().toMillis());
    }
  }

  private record HttpSession(ChannelKey item, SessionId session) {}
}
