package io.carillon.chat.profile;

import java.util.Optional;

/// What a profile calls the parts of a message. One that is empty is neither read nor written.
public record FieldNames(
    String id,
    Optional<String> conversation,
    String content,
    String senderId,
    String senderName,
    Optional<String> senderAvatar,
    String createdAt,
    Optional<String> sequence,
    Optional<String> clientMessageId,
    Optional<String> replyTo,
    Optional<String> attachments) {}
