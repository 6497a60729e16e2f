package io.carillon.gateway.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses that begin with the same bits: `10.1.0.0/16`, `fd00:1::/32`, or a single one.
/// Immutable.
public final class Network {
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /// All of them.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public static List<Network> parse(List<String> texts) {
    return texts.stream().map(Network::parse).toList();
  }

  /// One of them.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw wrong(text);
    }
    int all = address.length * Byte.SIZE;
    String bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
    if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > all) {
      throw wrong(text);
    }
    return new Network(address, Integer.parseInt(bits));
  }

  private static byte @Nullable [] address(String text) {
    // The short forms that Java takes besides, 10.1 for 10.0.0.1, are mistakes here.
    if (text.indexOf(':') < 0 && !NetUtil.isValidIpV4Address(text)) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "a network is like 10.1.0.0/16, fd00:1::/32 or 192.168.0.7, not " + text);
  }

  /// Whether an address, in its 4 or 16 bytes, is one of them.
  public boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(prefix, 0, whole, address, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (Byte.SIZE - rest) & 0xff;
    return (prefix[whole] & mask) == (address[whole] & mask);
  }
}
