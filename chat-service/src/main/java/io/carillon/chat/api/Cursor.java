package io.carillon.chat.api;

import io.carillon.chat.domain.ConversationId;
import java.nio.ByteBuffer;
import java.util.Base64;

/// A place in one conversation's history as clients carry it: opaque, and refused anywhere else.
final class Cursor {

  private static final byte VERSION = 1;
  private static final int LENGTH = 1 + Long.BYTES + Integer.BYTES;

  private Cursor() {}

  static String at(ConversationId conversation, long sequence) {
    var bytes =
        ByteBuffer.allocate(LENGTH)
            .put(VERSION)
            .putLong(sequence)
            .putInt(conversation.name().hashCode())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// @throws IllegalArgumentException when it is none of this conversation
  static long sequence(ConversationId conversation, String cursor) {
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
    if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
      throw new IllegalArgumentException("not a cursor");
    }
    long sequence = bytes.getLong();
    if (bytes.getInt() != conversation.name().hashCode() || sequence < 0) {
      throw new IllegalArgumentException("not a cursor of this conversation");
    }
    return sequence;
  }
}
