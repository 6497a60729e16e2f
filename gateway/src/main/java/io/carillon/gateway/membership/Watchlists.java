package io.carillon.gateway.membership;

import io.carillon.events.ChannelKey;
import io.carillon.protocol.ServerFrames;
import io.carillon.protocol.WatchlistChange;
import io.carillon.protocol.WatchlistChange.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who on this gateway watches whom. A watcher hears of everything that one turn of the membership
/// thread changed in one frame, in its order; watchers with the same news share its bytes.
///
/// A connection watches a hundred users at most, so a gateway holds a hundred times as many entries
/// as it has sockets at most. Used by the membership thread alone.
final class Watchlists implements MembershipView.Watcher {
  private record Watched(ChannelKey place, String user) {}

  private final Map<Watched, Set<SignedIn>> watchers = new HashMap<>();
  private final Map<SignedIn, List<WatchlistChange>> news = new LinkedHashMap<>();

  /// Tells who of them is there, the present ones first, and every change from here on.
  void watch(ChannelKey place, List<String> users, Set<String> present, SignedIn watcher) {
    for (String user : users) {
      watchers.computeIfAbsent(new Watched(place, user), w -> new HashSet<>(2)).add(watcher);
    }
    for (Status status : Status.values()) {
      for (String user : users) {
        if (present.contains(user) == (status == Status.ONLINE)) {
          note(watcher, new WatchlistChange(user, status));
        }
      }
    }
  }

  void unwatch(ChannelKey place, List<String> users, SignedIn watcher) {
    for (String user : users) {
      watchers.computeIfPresent(
          new Watched(place, user),
          (watched, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
          });
    }
    news.remove(watcher);
  }

  @Override
  public void added(ChannelKey place, String user, String info) {
    changed(place, user, Status.ONLINE);
  }

  @Override
  public void removed(ChannelKey place, String user) {
    changed(place, user, Status.OFFLINE);
  }

  /// Never happens: nobody subscribes to the place of an app's users.
  @Override
  public void counted(ChannelKey place, int subscriptions) {}

  private void changed(ChannelKey place, String user, Status status) {
    Set<SignedIn> interested = watchers.get(new Watched(place, user));
    if (interested != null) {
      var change = new WatchlistChange(user, status);
      interested.forEach(watcher -> note(watcher, change));
    }
  }

  private void note(SignedIn watcher, WatchlistChange change) {
    news.computeIfAbsent(watcher, w -> new ArrayList<>(1)).add(change);
  }

  /// Ends a turn.
  void tell() {
    if (news.isEmpty()) {
      return;
    }
    var frames = new HashMap<List<WatchlistChange>, byte[]>();
    news.forEach((watcher, changes) ->
        watcher.watched(frames.computeIfAbsent(changes, ServerFrames::watchlistEvents)));
    news.clear();
  }

  int size() {
    return watchers.size();
  }
}
