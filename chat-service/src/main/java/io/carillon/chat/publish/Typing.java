package io.carillon.chat.publish;

import io.carillon.chat.domain.Conversation;
import java.util.Optional;

/// Somebody types, or stopped to.
///
/// @param socket the typist's own, which is not told
public record Typing(
    Conversation conversation,
    String userId,
    String userName,
    boolean isTyping,
    Optional<String> socket) {}
