package io.carillon.chat.domain;

import java.util.List;
import java.util.Optional;

/// The kinds of conversation of one profile, asked in order: the first whose form fits decides.
///
/// A conversation never speaks on a reserved channel. Without that, the sender of a first message
/// could found a conversation whose channel is another user's own.
public record ConversationKinds(List<ConversationKind> kinds, List<String> reservedChannels) {

  public ConversationKinds {
    kinds = List.copyOf(kinds);
    reservedChannels = List.copyOf(reservedChannels);
  }

  /// The conversation of that name; empty when no kind takes it or its channel is reserved.
  public Optional<Conversation> named(ConversationId id) {
    for (var kind : kinds) {
      var variable = kind.names().idIn(id.name());
      if (variable.isPresent()) {
        return Optional.of(conversation(id, kind, variable.get())).filter(this::speaksFreely);
      }
    }
    return Optional.empty();
  }

  /// The conversation that speaks on that channel; empty when none does.
  public Optional<Conversation> speakingOn(String app, String channel) {
    for (var kind : kinds) {
      var conversation =
          kind.channels()
              .idIn(channel)
              .map(kind.names()::fill)
              .filter(ConversationId::isLegal)
              .flatMap(name -> named(new ConversationId(app, name)))
              .filter(found -> found.channel().equals(channel));
      if (conversation.isPresent()) {
        return conversation;
      }
    }
    return Optional.empty();
  }

  private static Conversation conversation(
      ConversationId id, ConversationKind kind, String variable) {
    return new Conversation(id, variable, kind.channels().fill(variable), kind.audience());
  }

  private boolean speaksFreely(Conversation conversation) {
    return reservedChannels.stream().noneMatch(conversation.channel()::startsWith);
  }
}
