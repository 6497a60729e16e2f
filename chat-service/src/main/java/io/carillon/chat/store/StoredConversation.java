package io.carillon.chat.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/// A conversation's row as readers see it. Written by [MessageStore] alone, under its lock.
@Entity(name = "Conversation")
@Immutable
@Table(name = "conversation")
@IdClass(StoredConversation.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class StoredConversation extends PanacheEntityBase {

  @Id String app;
  @Id String name;

  @Column(name = "last_sequence")
  long lastSequence;

  record Key(String app, String name) implements Serializable {}

  /// The last sequence that was given out; 0 where nothing was ever said.
  static Uni<Long> lastSequence(String app, String name) {
    return StoredConversation.<StoredConversation>findById(new Key(app, name))
        .map(found -> found == null ? 0L : found.lastSequence);
  }
}
