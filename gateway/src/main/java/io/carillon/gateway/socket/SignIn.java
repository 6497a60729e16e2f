package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.protocol.ClientFrame;
import io.carillon.protocol.SocketId;
import io.carillon.protocol.SubscriptionAuth;
import io.carillon.protocol.UserData;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a sign-in (pusher-protocol.md section 6.1): nothing of it is read before
/// its signature is right.
final class SignIn {
  /// What was decided.
  sealed interface Outcome {
    record Accepted(UserData user) implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  private SignIn() {}

  /// @param before whom the connection is signed in as already
  static Outcome decide(
      App owner, SocketId socket, ClientFrame.SignIn request, @Nullable UserData before) {
    var check =
        SubscriptionAuth.checkUser(socket, request.auth(), request.userData(), owner::secretOf);
    return switch (check) {
      case SubscriptionAuth.Outcome.Granted ignored -> read(request.userData(), before);
      case SubscriptionAuth.Outcome.Unformed(String message) -> new Outcome.Refused(message);
      case SubscriptionAuth.Outcome.UnknownKey(String message) -> new Outcome.Refused(message);
      case SubscriptionAuth.Outcome.WrongSignature(String message) -> new Outcome.Refused(message);
    };
  }

  private static Outcome read(String userData, @Nullable UserData before) {
    UserData user;
    try {
      user = UserData.parse(userData);
    } catch (IllegalArgumentException e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
    return before == null || before.id().equals(user.id())
        ? new Outcome.Accepted(user)
        : new Outcome.Refused("This connection is signed in as another user: open a further one");
  }
}
