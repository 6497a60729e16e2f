package io.carillon.leaderboard.stream;

import org.apache.kafka.streams.state.HostInfo;

/// Where the other instances reach this one.
record OwnAddress(String host, int port) {

  /// @throws IllegalArgumentException when it is not host:port
  static OwnAddress parse(String text) {
    var info = HostInfo.buildFromEndpoint(text);
    if (info == null) {
      throw new IllegalArgumentException("an address is host:port, not " + text);
    }
    return new OwnAddress(info.host(), info.port());
  }

  boolean is(HostInfo other) {
    return other.host().equals(host) && other.port() == port;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
