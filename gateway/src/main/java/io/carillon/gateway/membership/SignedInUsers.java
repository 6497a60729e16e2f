package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The connections of this gateway on which a user is signed in. Their users are members of the
/// place that each app has for them, by the same records as members of presence channels.
///
/// How old a sign-in is, is told by the broker's time alone: the one of the last beat that this
/// gateway had read. Used by the membership thread alone.
final class SignedInUsers {
  private record Session(ChannelKey place, String user, long since, List<String> watched) {}

  private final LocalMembers locals;
  private final MembershipView view;
  private final Watchlists watchlists = new Watchlists();
  private final Map<SignedIn, Session> sessions = new HashMap<>();
  private long brokerTime = Long.MIN_VALUE;

  SignedInUsers(LocalMembers locals, MembershipView view) {
    this.locals = locals;
    this.view = view;
  }

  Watchlists watchlists() {
    return watchlists;
  }

  /// The broker's time is not before this.
  void heard(long time) {
    brokerTime = Math.max(brokerTime, time);
  }

  /// Signs in a connection, or changes whom it watches when it is signed in as that user already.
  void signIn(String app, String user, List<String> watched, SignedIn connection) {
    ChannelKey place = ChannelKey.ofUsers(app);
    Session before = sessions.get(connection);
    if (before != null && before.watched.equals(watched)) {
      return; // one who signs in over and over costs nobody but itself
    }
    long since = brokerTime;
    if (before == null) {
      locals.join(place, user, "{}", connection);
    } else {
      since = before.since;
      watchlists.unwatch(place, before.watched, connection);
    }
    sessions.put(connection, new Session(place, user, since, List.copyOf(watched)));
    watchlists.watch(place, watched, view.present(place, watched), connection);
  }

  void signOut(SignedIn connection) {
    Session session = sessions.remove(connection);
    if (session != null) {
      watchlists.unwatch(session.place, session.watched, connection);
      locals.leave(session.place, session.user, connection);
    }
  }

  /// Ends the user's connections but for those that signed in after `time`; in doubt they end.
  void terminate(String app, String user, long time) {
    for (Joiner each : locals.joiners(ChannelKey.ofUsers(app), user)) {
      // Nobody else joins there.
      if (each instanceof SignedIn connection) {
        Session session = sessions.get(connection);
        if (session != null && session.since <= time) {
          connection.terminated();
        }
      }
    }
  }

  int size() {
    return sessions.size();
  }
}
