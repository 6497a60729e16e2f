package io.carillon.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// TCP ports of the loopback interface.
public final class Ports {
  // Below the ranges that Linux (32768) and macOS (49152) give to outgoing connections: a port that
  // is chosen
  // here stays free while the part that had it is down.
  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_000;
  private static final int TRIES_MAX = 200;

  private Ports() {}

  /// A port on which nobody listens, good for a server that is started, killed and started again.
  public static int free() {
    for (var tries = 0; tries < TRIES_MAX; tries++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE_HIGHEST);
      if (!busy(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + LOWEST + " and " + ABOVE_HIGHEST);
  }

  /// Whether somebody listens on the port, on loopback or on all interfaces.
  public static boolean busy(int port) {
    return !bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        || !bindable(new InetSocketAddress(port));
  }

  private static boolean bindable(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(
          true); // connections of a former run that wait for their end do not count
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
