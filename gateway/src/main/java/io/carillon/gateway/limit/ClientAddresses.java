package io.carillon.gateway.limit;

import io.carillon.gateway.address.Network;
import io.netty.util.NetUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose a request is, by address. Behind a proxy that is trusted it is the last address that
/// `X-Forwarded-For` names and that is no such proxy's: what stands before it anybody can have
/// written. Anybody else's header is not looked at.
///
/// Of IPv6 the first 64 bits count: one customer has all the others.
public final class ClientAddresses {
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private final List<Network> trusted;

  ClientAddresses(List<String> trusted) {
    this.trusted = trusted.stream().map(String::strip).map(ClientAddresses::proxy).toList();
  }

  private static Network proxy(String text) {
    try {
      return Network.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("carillon.limits.trusted-proxies: " + e.getMessage(), e);
    }
  }

  /// The address by which limits know a caller.
  ///
  /// @param remote the other end of the line
  /// @param forwardedFor the header, several of them joined by commas
  public String of(@Nullable String remote, @Nullable String forwardedFor) {
    byte[] line = bytes(remote);
    if (line == null) {
      return "unknown";
    }
    byte[] address = line;
    String[] named =
        forwardedFor == null || !trusted(line) ? new String[0] : forwardedFor.split(",", -1);
    for (int i = named.length - 1; i >= 0 && trusted(address); i--) {
      byte[] before = bytes(named[i].strip());
      if (before == null) {
        break;
      }
      address = before;
    }
    return key(address);
  }

  private boolean trusted(byte[] address) {
    for (Network network : trusted) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
  }

  private static String key(byte[] address) {
    if (address.length == IPV6_BYTES) {
      for (int i = NETWORK_BYTES; i < IPV6_BYTES; i++) {
        address[i] = 0;
      }
    }
    return NetUtil.bytesToIpAddress(address);
  }
}
