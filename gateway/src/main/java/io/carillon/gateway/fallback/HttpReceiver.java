package io.carillon.gateway.fallback;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/// The answer to one request to receive.
///
/// It may belong to another event loop than the session: Vert.x takes writes from any thread and
/// keeps their order, and what becomes of them is told to the session's loop.
final class HttpReceiver implements Receiver {
  /// The stock client opens a new stream when it has read more of one, and takes any other end for
  /// a broken line. So a stream ends here just past it: nothing is written that is not read.
  static final int STREAM_CHARACTERS_MAX = 256 * 1024;

  private static final int END_WITHIN_SECONDS = 10;
  private static final int CUT_AFTER_SECONDS = 2;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final boolean streaming;
  private final Session session;
  private long characters;
  private int underWay;

  /// Called on the request's loop.
  HttpReceiver(HttpServerRequest request, boolean streaming, Session session) {
    this.request = request;
    this.response = request.response();
    this.streaming = streaming;
    this.session = session;
    response.closeHandler(_ -> gone());
    response.exceptionHandler(_ -> gone());
    if (streaming) {
      // The head leaves now: a stream that is opened anew may have no line for a while.
      var _ = response.setChunked(true).write(Buffer.buffer());
    }
  }

  private void gone() {
    session.run(() -> session.gone(this));
  }

  @Override
  public boolean write(Line line) {
    characters += line.characters();
    if (!streaming || characters > STREAM_CHARACTERS_MAX) {
      var _ = response.end(line.bytes());
      return false;
    }
    int length = line.length();
    underWay += length;
    response
        .write(line.bytes())
        .onComplete(sent ->
            session.run(() -> {
              underWay -= length;
              if (sent.succeeded()) {
                session.drained(this);
              } else {
                session.gone(this);
              }
            }));
    return true;
  }

  @Override
  public int underWay() {
    return underWay;
  }

  @Override
  public boolean answersHeartbeats() {
    return streaming;
  }

  @Override
  public void end(Line last) {
    end(last.bytes(), END_WITHIN_SECONDS);
  }

  @Override
  public void cut(Line last) {
    end(last.bytes(), CUT_AFTER_SECONDS);
  }

  private void end(Buffer last, int withinSeconds) {
    var sent = response.end(last);
    if (!sent.isComplete()) {
      session.later(
          withinSeconds,
          () -> {
            if (!sent.isComplete()) {
              closeNow();
            }
          });
    }
  }

  /// Vert.x itself would wait until all was sent.
  private void closeNow() {
    if (request.version() != HttpVersion.HTTP_2
        && request.connection() instanceof ConnectionBase connection) {
      var _ = connection.channelHandlerContext().close();
    } else {
      response.reset();
    }
  }
}
