package io.carillon.chat.domain;

import java.util.Optional;

/// What the store knows of a conversation while it holds its lock: all that a decision about a
/// draft reads.
///
/// @param earlier the message this author sent here under the draft's client message id
/// @param replyKnown whether the message that the draft answers is in this conversation
public record Standing(
    long lastSequence, Membership membership, Optional<Message> earlier, boolean replyKnown) {}
