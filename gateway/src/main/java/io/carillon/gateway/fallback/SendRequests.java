package io.carillon.gateway.fallback;

import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.api.Reading;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reads what clients send, within the bound that a socket's message has, hands it to the session
/// and answers once it is dealt with: a client has no more under way than it has requests open.
///
/// The stock client does not look at the answers, so what ends a session is said to its receiver.
@Singleton
final class SendRequests {
  private final int bytesMax;

  SendRequests(
      @ConfigProperty(name = "quarkus.websockets-next.server.max-message-size") int bytesMax) {
    this.bytesMax = bytesMax;
  }

  void send(RoutingContext context, Optional<Session> open) {
    read(
        context.request(),
        body -> {
          if (open.isEmpty()) {
            unknown(context);
          } else if (body.isEmpty()) {
            tooLarge(context, open.get());
          } else {
            hand(context, open.get(), body.get());
          }
        });
  }

  private static void hand(RoutingContext context, Session session, byte[] body) {
    switch (Messages.read(body)) {
      case Reading.Broken<List<String>>(Problem problem) -> Answers.write(problem, context);
      case Reading.Read<List<String>>(List<String> messages) ->
          session.run(() -> {
            if (session.send(messages)) {
              var _ = context.response().setStatusCode(204).end();
            } else {
              unknown(context);
            }
          });
    }
  }

  private void tooLarge(RoutingContext context, Session session) {
    session.run(session::refuseTooLarge);
    Answers.write(
        Problem.of(413, "body-too-large", "Send at most %d bytes at once".formatted(bytesMax)),
        context);
  }

  private static void unknown(RoutingContext context) {
    Answers.write(
        Problem.of(404, "unknown-session", "There is no such session here: open a new one"),
        context);
  }

  /// Gives the body, or nothing when it is too large, once all of it was read.
  private void read(HttpServerRequest request, Consumer<Optional<byte[]>> then) {
    var body = new BoundedBody(bytesMax);
    request.handler(body::add);
    request.endHandler(_ -> then.accept(body.bytes()));
    request.resume();
  }

  /// Keeps so many bytes and forgets all of a body that has more.
  private static final class BoundedBody {
    private final int bytesMax;
    private Buffer bytes = Buffer.buffer();
    private boolean tooLarge;

    BoundedBody(int bytesMax) {
      this.bytesMax = bytesMax;
    }

    void add(Buffer part) {
      if (tooLarge || bytes.length() + part.length() > bytesMax) {
        tooLarge = true;
        bytes = Buffer.buffer();
      } else {
        bytes.appendBuffer(part);
      }
    }

    Optional<byte[]> bytes() {
      return tooLarge ? Optional.empty() : Optional.of(bytes.getBytes());
    }
  }
}
