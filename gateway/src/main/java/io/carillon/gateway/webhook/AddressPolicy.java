package io.carillon.gateway.webhook;

import io.carillon.gateway.address.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which addresses webhooks may go to: none inside, whatever name leads there, but for those that
/// the settings allow.
///
/// Inside are the networks that the internet does not route: loopback, private, shared, link-local
/// (where clouds keep their metadata), unique-local, multicast, reserved; and IPv6 addresses that
/// stand for such a one of IPv4. (Java itself turns IPv4-mapped ones into IPv4.)
record AddressPolicy(List<Network> allowed) {
  private static final List<Network> INSIDE =
      Network.parse(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16/32", // the host of a cloud's machines
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "::/96", // unspecified, loopback, IPv4-compatible
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23", // Teredo among them
              "2001:db8::/32",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8"));

  private static final List<Network> LOOPBACK = Network.parse(List.of("127.0.0.0/8", "::1/128"));

  // Each holds an IPv4 address from that byte on.
  private static final Network NAT64 = Network.parse("64:ff9b::/96");
  private static final int NAT64_FROM = 12;
  private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
  private static final int SIX_TO_FOUR_FROM = 2;

  AddressPolicy {
    allowed = List.copyOf(allowed);
  }

  /// @param allowedNetworks as the settings have them
  /// @param development allows loopback
  static AddressPolicy of(List<String> allowedNetworks, boolean development) {
    var allowed = new ArrayList<>(Network.parse(allowedNetworks));
    if (development) {
      allowed.addAll(LOOPBACK);
    }
    return new AddressPolicy(allowed);
  }

  boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress();
    return contains(allowed, bytes) || !inside(bytes);
  }

  private static boolean inside(byte[] address) {
    if (contains(INSIDE, address)) {
      return true;
    }
    if (NAT64.contains(address)) {
      return inside(embedded(address, NAT64_FROM));
    }
    return SIX_TO_FOUR.contains(address) && inside(embedded(address, SIX_TO_FOUR_FROM));
  }

  private static byte[] embedded(byte[] address, int from) {
    return Arrays.copyOfRange(address, from, from + 4);
  }

  private static boolean contains(List<Network> networks, byte[] address) {
    for (Network network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
