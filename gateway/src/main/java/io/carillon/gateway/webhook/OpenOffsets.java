package io.carillon.gateway.webhook;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.SortedSet;
import java.util.TreeSet;

/// The offsets below an end that are not done, as they stand in a commit: the first one is the
/// commit's offset, its metadata has the distances from each to the next and to the end, seven bits
/// a byte. What does not fit (beyond some thousand offsets) is cut off: the end then comes sooner,
/// and everything above it counts as not done.
///
/// @param end above all of them
record OpenOffsets(SortedSet<Long> open, long end) {
  /// In base64 below what a broker takes as metadata (`offset.metadata.max.bytes`, 4096).
  private static final int BYTES_MAX = 3_000;

  private static final int NUMBER_BYTES_MAX = 10;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  /// Everything below the end is done.
  static OpenOffsets none(long end) {
    return new OpenOffsets(new TreeSet<>(), end);
  }

  /// Reads a commit. Metadata that is none of ours says nothing: all from the offset on is not
  /// done.
  static OpenOffsets read(long offset, String metadata) {
    if (metadata.isEmpty()) {
      return none(offset);
    }
    var open = new TreeSet<Long>();
    long last = offset;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(metadata);
      long number = 0;
      int shift = 0;
      for (byte each : bytes) {
        number |= (long) (each & ~MORE & 0xff) << shift;
        shift += BITS;
        if ((each & MORE) == 0) {
          open.add(last);
          last += number;
          number = 0;
          shift = 0;
        }
      }
    } catch (IllegalArgumentException e) {
      return none(offset);
    }
    return new OpenOffsets(open, last);
  }

  /// What the commit says as its offset.
  long first() {
    return open.isEmpty() ? end : open.first();
  }

  /// What it says as its metadata; empty when nothing is open.
  String written() {
    if (open.isEmpty()) {
      return "";
    }
    var bytes = new ByteArrayOutputStream();
    long last = open.first();
    for (long offset : open.tailSet(last + 1)) {
      if (bytes.size() > BYTES_MAX - 2 * NUMBER_BYTES_MAX) {
        put(bytes, 1);
        return text(bytes);
      }
      put(bytes, offset - last);
      last = offset;
    }
    put(bytes, end - last);
    return text(bytes);
  }

  private static void put(ByteArrayOutputStream bytes, long number) {
    long rest = number;
    while (rest >= MORE) {
      bytes.write((int) (rest & ~MORE & 0xff) | MORE);
      rest >>>= BITS;
    }
    bytes.write((int) rest);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }
}
