package io.carillon.chat.store;

import io.carillon.chat.domain.Author;
import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.domain.Message;
import io.carillon.chat.domain.Window;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A message's row as readers see it. Written by [MessageStore] alone.
@Entity(name = "Message")
@Immutable
@Table(name = "message")
@IdClass(StoredMessage.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class StoredMessage extends PanacheEntityBase {

  @Id String app;
  @Id String conversation;
  @Id long sequence;

  UUID id;

  @Column(name = "sender_id")
  String senderId;

  @Column(name = "sender_name")
  String senderName;

  @Column(name = "sender_avatar")
  @Nullable String senderAvatar;

  String content;

  @Column(name = "reply_to")
  @Nullable UUID replyTo;

  @Nullable String attachments;

  @Column(name = "client_message_id")
  @Nullable String clientMessageId;

  @Column(name = "created_at")
  Instant createdAt;

  record Key(String app, String conversation, long sequence) implements Serializable {}

  static Uni<List<StoredMessage>> within(ConversationId conversation, Window window) {
    return list(
        "app = :app and conversation = :conversation and sequence >= :from and sequence < :until",
        Sort.ascending("sequence"),
        Map.of(
            "app", conversation.app(),
            "conversation", conversation.name(),
            "from", window.from(),
            "until", window.until()));
  }

  static Uni<Optional<Long>> sequenceOf(ConversationId conversation, UUID id) {
    return StoredMessage.<StoredMessage>find(
            "app = ?1 and conversation = ?2 and id = ?3",
            conversation.app(),
            conversation.name(),
            id)
        .firstResult()
        .map(found -> Optional.ofNullable(found).map(message -> message.sequence));
  }

  Message toMessage() {
    return new Message(
        id,
        new ConversationId(app, conversation),
        sequence,
        new Author(senderId, senderName, Optional.ofNullable(senderAvatar)),
        new Message.Body(content, Optional.ofNullable(replyTo), AttachmentColumn.read(attachments)),
        Optional.ofNullable(clientMessageId),
        createdAt);
  }
}
