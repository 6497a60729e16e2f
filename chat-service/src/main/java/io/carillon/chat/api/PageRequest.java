package io.carillon.chat.api;

import io.carillon.chat.domain.Conversation;
import io.carillon.chat.domain.ConversationId;
import io.carillon.chat.domain.Place;
import io.carillon.chat.profile.Profile;
import io.carillon.entrance.problem.InvalidRequest;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Reads the query of a page of history.
///
/// @param around the message around which the page lies, whose place is not known yet; `place`
///   counts when it is empty
record PageRequest(Conversation conversation, int limit, Place place, Optional<UUID> around) {

  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final String AROUND = "around";
  private static final String SINCE = "sinceSequence";
  private static final List<String> PLACES = List.of(BEFORE, AFTER, AROUND, SINCE);

  static PageRequest read(String app, Profile profile, MultiMap query, ChatLimitsConfig limits) {
    var conversation = conversation(app, profile, query);
    int limit = limit(query, limits);
    var given = PLACES.stream().filter(query::contains).toList();
    if (given.size() > 1) {
      throw InvalidRequest.parameter(
          given.getLast(), "stands beside %s; send one of them".formatted(given.getFirst()));
    }
    if (given.isEmpty()) {
      return new PageRequest(conversation, limit, new Place.Latest(), Optional.empty());
    }
    var name = given.getFirst();
    var value = Objects.requireNonNullElse(query.get(name), "");
    if (name.equals(AROUND)) {
      var message = MessageIds.parse(value);
      if (message.isPresent()) {
        return new PageRequest(conversation, limit, new Place.Latest(), message);
      }
    }
    return new PageRequest(
        conversation, limit, place(conversation.id(), name, value), Optional.empty());
  }

  private static Conversation conversation(String app, Profile profile, MultiMap query) {
    var parameter = profile.fields().conversation();
    if (parameter.isEmpty()) {
      return ConversationNames.conversation(
          app, profile, profile.onlyConversation().orElseThrow(), "");
    }
    var name = query.get(parameter.get());
    if (name == null) {
      throw InvalidRequest.parameter(parameter.get(), "is missing; name the conversation");
    }
    return ConversationNames.conversation(app, profile, name, parameter.get());
  }

  private static int limit(MultiMap query, ChatLimitsConfig limits) {
    var given = query.get("limit");
    if (given == null) {
      return limits.pageSize();
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= limits.pageSizeMax()) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw InvalidRequest.parameter(
        "limit", "send a whole number from 1 to " + limits.pageSizeMax());
  }

  private static Place place(ConversationId conversation, String name, String value) {
    return switch (name) {
      case BEFORE -> new Place.Before(cursor(conversation, name, value));
      case AFTER -> new Place.After(cursor(conversation, name, value));
      case AROUND -> new Place.Around(cursor(conversation, name, value));
      default -> new Place.After(sequence(value));
    };
  }

  private static long cursor(ConversationId conversation, String name, String value) {
    try {
      return Cursor.sequence(conversation, value);
    } catch (IllegalArgumentException e) {
      throw InvalidRequest.parameter(
          name,
          name.equals(AROUND)
              ? "is no message of this conversation; send a message's id"
              : "is no cursor of this conversation; send one that a page of it gave");
    }
  }

  private static long sequence(String value) {
    try {
      long sequence = Long.parseLong(value);
      if (sequence >= 0) {
        return sequence;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw InvalidRequest.parameter(SINCE, "send the last sequence you have, from 0 on");
  }
}
