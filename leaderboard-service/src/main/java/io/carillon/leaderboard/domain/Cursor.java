package io.carillon.leaderboard.domain;

import java.nio.ByteBuffer;
import java.util.Base64;

/// The place after which a page starts. It names a place and not a rank, so a page neither repeats
/// nor leaves out an entry that did not move, whatever moved in between.
public record Cursor(Place after) {

  private static final int BYTES = Long.BYTES + Long.BYTES + Integer.BYTES;

  /// Reads what [#text] gives.
  ///
  /// @throws IllegalArgumentException when it is anything else
  public static Cursor parse(String text) {
    var bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a cursor");
    }
    var buffer = ByteBuffer.wrap(bytes);
    return new Cursor(new Place(buffer.getLong(), buffer.getLong(), buffer.getInt()));
  }

  /// Opaque to callers.
  public String text() {
    var buffer = ByteBuffer.allocate(BYTES);
    buffer.putLong(after.key()).putLong(after.achieved()).putInt(after.owner());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
