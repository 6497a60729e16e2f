package io.carillon.gateway.socket;

/// An endpoint of the WebSocket extension that takes sockets without it, too: those whose line was
/// taken over from HTTP.
interface DirectEndpoint {
  /// Begins on a new socket, on its event loop. Frames are read from the end of this call on.
  void open(Greeting greeting, TakenSocket socket);
}
