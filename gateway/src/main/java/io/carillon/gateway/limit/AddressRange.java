package io.carillon.gateway.limit;

import io.netty.util.NetUtil;

/// An address, or all that begin with the same bits: `10.0.0.0/8`, `::1`.
@SuppressWarnings("ArrayRecordComponent") // never handed out, never compared
record AddressRange(byte[] first, int bits) {
  private static final int BITS_OF_A_BYTE = 8;

  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] first = NetUtil.createByteArrayFromIpAddressString(text.substring(0, end(text, slash)));
    if (first == null) {
      throw wrong(text);
    }
    int most = first.length * BITS_OF_A_BYTE;
    try {
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= most) {
        return new AddressRange(first, bits);
      }
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static int end(String text, int slash) {
    return slash < 0 ? text.length() : slash;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "carillon.limits.trusted-proxies has addresses and ranges like 10.0.0.0/8, not " + text);
  }

  boolean holds(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int at = bit / BITS_OF_A_BYTE;
      int mask = 0x80 >> (bit % BITS_OF_A_BYTE);
      if ((address[at] & mask) != (first[at] & mask)) {
        return false;
      }
    }
    return true;
  }
}
