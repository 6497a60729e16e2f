package io.carillon.chat.store;

import io.carillon.chat.domain.Audience.Members;
import io.carillon.chat.domain.Author;
import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.domain.Draft;
import io.carillon.chat.domain.Membership;
import io.carillon.chat.domain.Message;
import io.carillon.chat.domain.Standing;
import io.carillon.chat.publish.SourcePlace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A conversation's row under its lock. It exists only within a transaction, and only one at a time
/// for a conversation: whoever has it may give out the next numbers.
record ConversationRow(
    ConversationId id, long lastSequence, long outboxSequence, String generation) {

  private static final String LOCK =
      """
      select last_sequence, outbox_sequence, generation from conversation
       where app = $1 and name = $2 for update\
      """;

  private static final String FOUND =
      "insert into conversation (app, name) values ($1, $2) on conflict do nothing";

  // A statement of its own: it has to see what was committed while the lock was waited for.
  private static final String STANDING =
      """
      select exists (select 1 from member
                      where app = $1 and conversation = $2) as founded,
             exists (select 1 from member
                      where app = $1 and conversation = $2 and user_id = $3) as member,
             exists (select 1 from message
                      where app = $1 and conversation = $2 and id = $5) as reply_known,
             earlier.*
        from (select) as one
        left join message as earlier
          on earlier.app = $1 and earlier.conversation = $2
         and earlier.sender_id = $3 and earlier.client_message_id = $4\
      """;

  private static final String ADD =
      """
      with numbered as (
        update conversation set last_sequence = $3, outbox_sequence = $4
         where app = $1 and name = $2),
      joined as (
        insert into member (app, conversation, user_id) select $1, $2, $6 where $5
            on conflict do nothing)
      insert into message (app, conversation, sequence, sender_id, id, sender_name,
        sender_avatar, content, reply_to, attachments, client_message_id, created_at)
      values ($1, $2, $3, $6, $7, $8, $9, $10, $11, $12, $13, $14)\
      """;

  /// Takes the lock, and makes the row where there is none.
  static Uni<ConversationRow> lock(SqlConnection tx, ConversationId id) {
    return find(tx, id)
        .flatMap(found -> found == null ? found(tx, id) : Uni.createFrom().item(found));
  }

  private static Uni<ConversationRow> found(SqlConnection tx, ConversationId id) {
    return tx.preparedQuery(FOUND)
        .execute(Tuple.of(id.app(), id.name()))
        .flatMap(made -> find(tx, id))
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("the row just made is not there: " + id));
  }

  private static Uni<@Nullable ConversationRow> find(SqlConnection tx, ConversationId id) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(id.app(), id.name()))
        .map(rows ->
            first(rows)
                .map(row ->
                    new ConversationRow(id, row.getLong(0), row.getLong(1), row.getString(2)))
                .orElse(null));
  }

  Uni<Standing> standing(SqlConnection tx, Draft draft) {
    var keys =
        Tuple.of(
            id.app(),
            id.name(),
            draft.author().id(),
            draft.clientMessageId().orElse(null),
            draft.replyTo().orElse(null));
    return tx.preparedQuery(STANDING)
        .execute(keys)
        .map(rows -> standing(first(rows).orElseThrow(), draft));
  }

  private Standing standing(Row row, Draft draft) {
    return new Standing(
        lastSequence, membership(row, draft), earlier(row), row.getBoolean("reply_known"));
  }

  private static Membership membership(Row row, Draft draft) {
    if (!(draft.conversation().audience() instanceof Members) || row.getBoolean("member")) {
      return Membership.MEMBER;
    }
    return row.getBoolean("founded") ? Membership.STRANGER : Membership.FOUNDER;
  }

  private Optional<Message> earlier(Row row) {
    if (row.getUUID("id") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Message(
            row.getUUID("id"),
            id,
            row.getLong("sequence"),
            new Author(
                row.getString("sender_id"),
                row.getString("sender_name"),
                Optional.ofNullable(row.getString("sender_avatar"))),
            new Message.Body(
                row.getString("content"),
                Optional.ofNullable(row.getUUID("reply_to")),
                AttachmentColumn.read(row.getString("attachments"))),
            Optional.ofNullable(row.getString("client_message_id")),
            row.getOffsetDateTime("created_at").toInstant()));
  }

  /// Writes the message and gives its event's place in the conversation's source.
  Uni<SourcePlace> add(SqlConnection tx, Draft draft, Message message) {
    var next = new SourcePlace(generation, outboxSequence + 1);
    return tx.preparedQuery(ADD).execute(row(draft, message, next)).replaceWith(next);
  }

  private Tuple row(Draft draft, Message message, SourcePlace next) {
    return Tuple.tuple()
        .addString(id.app())
        .addString(id.name())
        .addLong(message.sequence())
        .addLong(next.sequence())
        .addBoolean(draft.conversation().audience() instanceof Members)
        .addString(message.author().id())
        .addUUID(message.id())
        .addString(message.author().name())
        .addString(message.author().avatar().orElse(null))
        .addString(message.body().content())
        .addUUID(message.body().replyTo().orElse(null))
        .addString(AttachmentColumn.write(message.body().attachments()))
        .addString(message.clientMessageId().orElse(null))
        .addOffsetDateTime(message.createdAt().atOffset(ZoneOffset.UTC));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    RowIterator<Row> iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
  }
}
