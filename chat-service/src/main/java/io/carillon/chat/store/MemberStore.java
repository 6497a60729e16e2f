package io.carillon.chat.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.carillon.chat.domain.Admission;
import io.carillon.chat.domain.Caller;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.chat.domain.Caller.TrustedServer;
import io.carillon.chat.domain.Conversation;
import io.carillon.chat.domain.ConversationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/// Who may take part where.
@ApplicationScoped
public class MemberStore {

  private static final String IS_MEMBER =
      "select 1 from member where app = $1 and conversation = $2 and user_id = $3";

  /// Signs of typing come every second from each typist; they are let through on what was known a
  /// moment ago, so that typing does not ask the database each time.
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final int REMEMBERED_MAX = 100_000;

  private final Database database;
  private final Pool pool;
  private final Cache<Member, Boolean> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_MAX).build();

  private record Member(ConversationId conversation, String user) {}

  @Inject
  MemberStore(Database database, Pool pool) {
    this.database = database;
    this.pool = pool;
  }

  /// Whether the caller may read and hear the conversation, as the database has it now.
  public Uni<Boolean> admits(Conversation conversation, Caller caller) {
    return switch (conversation.admission(caller)) {
      case ADMITTED -> Uni.createFrom().item(true);
      case DENIED -> Uni.createFrom().item(false);
      case MEMBERS_ONLY -> isMember(new Member(conversation.id(), user(caller)));
    };
  }

  /// The same from what was known at most ten seconds ago, without the database where it can be.
  public Uni<Boolean> recentlyAdmitted(Conversation conversation, Caller caller) {
    if (conversation.admission(caller) == Admission.MEMBERS_ONLY
        && remembered.getIfPresent(new Member(conversation.id(), user(caller))) != null) {
      return Uni.createFrom().item(true);
    }
    return admits(conversation, caller);
  }

  private Uni<Boolean> isMember(Member member) {
    return database
        .run("is somebody a member", () -> pool.withConnection(tx -> isMember(tx, member)))
        .invoke(found -> remember(member, found));
  }

  private static Uni<Boolean> isMember(SqlConnection tx, Member member) {
    var key = Tuple.of(member.conversation().app(), member.conversation().name(), member.user());
    return tx.preparedQuery(IS_MEMBER).execute(key).map(rows -> rows.size() > 0);
  }

  private void remember(Member member, boolean found) {
    if (found) {
      remembered.put(member, true);
    } else {
      remembered.invalidate(member);
    }
  }

  private static String user(Caller caller) {
    return switch (caller) {
      case Person person -> person.id();
      case TrustedServer server -> server.user().orElse("");
    };
  }
}
