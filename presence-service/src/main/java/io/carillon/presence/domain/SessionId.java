package io.carillon.presence.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A viewing session as the count knows it: 64 bits of the SHA-256 of the id that was sent.
///
/// Sockets and HTTP give the same id, so they are one viewer. Among a million sessions of one item
/// two share their bits with a chance of 1 in 37 million; and no session's own id stands in a topic
/// of ours.
public record SessionId(long bits) {
  /// The session of a user id as joins, leaves and viewer channels carry it.
  public static SessionId of(String userId) {
    return new SessionId(ByteBuffer.wrap(sha256().digest(userId.getBytes(UTF_8))).getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
