package io.carillon.chat.store;

import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.domain.Draft;
import io.carillon.chat.domain.Page;
import io.carillon.chat.domain.Place;
import io.carillon.chat.domain.SendOutcome;
import io.carillon.chat.domain.SendOutcome.Stored;
import io.carillon.chat.domain.Standing;
import io.carillon.chat.domain.Window;
import io.carillon.chat.publish.ChatOutbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Messages in the database: the only writer of conversations, members and messages.
///
/// A send holds its conversation's row lock from the question to the answer, so the sequence has no
/// gaps, a repeat meets the first, and the outbox has the events in the order of the messages.
@ApplicationScoped
public class MessageStore {

  private final Database database;
  private final Pool pool;
  private final ChatOutbox outbox;
  private final InstantSource clock;

  @Inject
  MessageStore(Database database, Pool pool, ChatOutbox outbox, InstantSource clock) {
    this.database = database;
    this.pool = pool;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// Decides about the draft and stores what was decided, with its event, or nothing at all.
  public Uni<SendOutcome> append(Draft draft) {
    return database
        .run("append a message", () -> pool.withTransaction(tx -> append(tx, draft)))
        .invoke(outbox::nudgeAfter);
  }

  private Uni<SendOutcome> append(SqlConnection tx, Draft draft) {
    return ConversationRow.lock(tx, draft.conversation().id())
        .flatMap(row ->
            row.standing(tx, draft)
                .map(standing -> decide(draft, standing))
                .call(outcome -> write(tx, row, draft, outcome)));
  }

  private SendOutcome decide(Draft draft, Standing standing) {
    return draft
        .conversation()
        .decide(draft, standing, UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Uni<Void> write(SqlConnection tx, ConversationRow row, Draft draft, SendOutcome outcome) {
    return outcome instanceof Stored(var message)
        ? row.add(tx, draft, message)
            .flatMap(next -> outbox.add(tx, draft.conversation(), message, next))
        : Uni.createFrom().voidItem();
  }

  /// The page at that place; a conversation in which nothing was ever said has an empty one.
  public Uni<Page> page(ConversationId conversation, Place place, int limit) {
    return database.run(
        "read a page of messages",
        () ->
            Panache.withSession(() ->
                StoredConversation.lastSequence(conversation.app(), conversation.name())
                    .map(last -> Window.of(place, limit, last))
                    .flatMap(window -> page(conversation, window))));
  }

  private static Uni<Page> page(ConversationId conversation, Window window) {
    return StoredMessage.within(conversation, window)
        .map(rows -> new Page(window, rows.stream().map(StoredMessage::toMessage).toList()));
  }

  /// The sequence of a message of this conversation.
  public Uni<Optional<Long>> sequenceOf(ConversationId conversation, UUID message) {
    return database.run(
        "find a message",
        () -> Panache.withSession(() -> StoredMessage.sequenceOf(conversation, message)));
  }
}
