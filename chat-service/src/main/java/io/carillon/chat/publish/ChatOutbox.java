package io.carillon.chat.publish;

import io.carillon.chat.domain.Conversation;
import io.carillon.chat.domain.Message;
import io.carillon.chat.domain.SendOutcome;
import io.carillon.chat.profile.MessageFace;
import io.carillon.chat.profile.Profiles;
import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.ChatEvents;
import io.carillon.events.ChatEvents.MessageSent;
import io.carillon.events.DomainEvents;
import io.carillon.events.Source;
import io.carillon.events.Topics;
import io.carillon.outbox.OutboxRelay;
import io.carillon.outbox.OutboxRow;
import io.carillon.outbox.OutboxTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Puts what a message says to the world into the outbox: an event for the conversation's channel
/// and a domain event for other services. Called within the transaction that stores the message.
@ApplicationScoped
public class ChatOutbox {

  private final OutboxTable table;
  private final OutboxRelay relay;
  private final Topics topics;
  private final Profiles profiles;

  @Inject
  ChatOutbox(OutboxTable table, OutboxRelay relay, Topics topics, Profiles profiles) {
    this.table = table;
    this.relay = relay;
    this.topics = topics;
    this.profiles = profiles;
  }

  public Uni<Void> add(
      SqlConnection tx, Conversation conversation, Message message, SourcePlace place) {
    return table.add(tx, told(conversation, message, place), recorded(message, place));
  }

  /// Wakes the relay, once the transaction is done, for what it has to send.
  public void nudgeAfter(SendOutcome outcome) {
    if (outcome instanceof SendOutcome.Stored) {
      relay.nudge();
    }
  }

  private OutboxRow told(Conversation conversation, Message message, SourcePlace place) {
    var profile = profiles.of(message.conversation().app());
    var event =
        ChannelEvent.of(
                new ChannelKey(message.conversation().app(), conversation.channel()),
                profile.messageEvent(),
                MessageFace.message(profile.fields(), message))
            .from(Source.of(source("chat", message, place), place.sequence()));
    return OutboxRow.of(topics.channelEvents(), event);
  }

  private OutboxRow recorded(Message message, SourcePlace place) {
    var sent =
        new MessageSent(
            message.conversation().app(),
            message.conversation().name(),
            message.sequence(),
            message.id().toString(),
            message.author().id(),
            message.body().content());
    var event = ChatEvents.messageSent(sent, message.createdAt());
    return OutboxRow.of(
        Source.of(source("chat.events", message, place), place.sequence()),
        DomainEvents.encode(topics.chatEvents(), event));
  }

  private static String source(String stream, Message message, SourcePlace place) {
    var conversation = message.conversation();
    return "%s/%s/%s@%s"
        .formatted(stream, conversation.app(), conversation.name(), place.generation());
  }
}
