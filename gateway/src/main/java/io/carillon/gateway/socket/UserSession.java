package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.Feature;
import io.carillon.gateway.membership.MembershipReader;
import io.carillon.gateway.membership.SignedIn;
import io.carillon.protocol.CloseCode;
import io.carillon.protocol.ErrorCode;
import io.carillon.protocol.ServerFrames;
import io.carillon.protocol.UserData;
import java.util.List;

/// The user of one connection, from the first sign-in to the connection's end. The membership calls
/// back on its own thread; everything else happens on the connection's event loop.
final class UserSession implements SignedIn {
  private final Connection connection;
  private final MembershipReader membership;
  private UserData user;

  UserSession(Connection connection, MembershipReader membership, UserData user) {
    this.connection = connection;
    this.membership = membership;
    this.user = user;
  }

  UserData user() {
    return user;
  }

  /// Confirms a sign-in; it may be the same user's once more, with other data.
  void signedIn(App owner, UserData who, String userData) {
    user = who;
    List<String> watched = owner.has(Feature.WATCHLIST) ? who.watchlist() : List.of();
    // Before anything is sent: sending can end the connection, and its end must come after.
    membership.signedIn(owner.id(), who.id(), watched, this);
    connection.send(ServerFrames.signInSucceeded(userData));
    if (owner.has(Feature.WATCHLIST) && who.watchlistCut()) {
      connection.send(
          ServerFrames.error(
              ErrorCode.WATCHLIST_OVER_LIMIT.code(),
              "A watchlist has at most %d users: the first ones are watched"
                  .formatted(UserData.WATCHLIST_MAX)));
    }
  }

  void end() {
    membership.signedOut(this);
  }

  @Override
  public void watched(byte[] frame) {
    connection.shard().execute(() -> connection.send(frame));
  }

  @Override
  public void terminated() {
    connection.shard().execute(() -> connection.refuse(CloseCode.UNAUTHORIZED));
  }
}
