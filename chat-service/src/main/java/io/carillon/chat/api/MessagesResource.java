package io.carillon.chat.api;

import io.carillon.chat.domain.Admission;
import io.carillon.chat.domain.Caller;
import io.carillon.chat.domain.Draft;
import io.carillon.chat.domain.Place;
import io.carillon.chat.domain.Refusal;
import io.carillon.chat.domain.SendOutcome;
import io.carillon.chat.profile.FieldNames;
import io.carillon.chat.profile.Profiles;
import io.carillon.chat.publish.Typing;
import io.carillon.chat.publish.TypingPublisher;
import io.carillon.chat.store.MemberStore;
import io.carillon.chat.store.MessageStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends and reads messages, and tells of typing.
@Path("/api/messages")
public class MessagesResource {

  private static final byte[] NO_BODY = {};

  private final Entrance entrance;
  private final Profiles profiles;
  private final MessageStore messages;
  private final MemberStore members;
  private final TypingPublisher typing;
  private final ChatLimitsConfig limits;
  private final SendMetrics metrics;

  @Inject
  MessagesResource(
      Entrance entrance,
      Profiles profiles,
      MessageStore messages,
      MemberStore members,
      TypingPublisher typing,
      ChatLimitsConfig limits,
      SendMetrics metrics) {
    this.entrance = entrance;
    this.profiles = profiles;
    this.messages = messages;
    this.members = members;
    this.typing = typing;
    this.limits = limits;
    this.metrics = metrics;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> send(@Context RoutingContext request, byte[] body) {
    return entrance.let(request, body, caller -> send(caller, body));
  }

  private Uni<Response> send(Caller caller, byte[] body) {
    var profile = profiles.of(caller.app());
    var draft = SendRequest.read(body, caller, profile, limits);
    return decided(draft, caller)
        .invoke(metrics::count)
        .map(outcome -> Answers.of(outcome, profile.fields()));
  }

  private Uni<SendOutcome> decided(Draft draft, Caller caller) {
    return draft.conversation().admission(caller) == Admission.DENIED
        ? Uni.createFrom().item(new SendOutcome.Refused(Refusal.NOT_A_MEMBER))
        : messages.append(draft);
  }

  @GET
  public Uni<Response> page(@Context RoutingContext request) {
    return entrance.let(request, NO_BODY, caller -> page(caller, request.queryParams()));
  }

  private Uni<Response> page(Caller caller, MultiMap query) {
    var profile = profiles.of(caller.app());
    var asked = PageRequest.read(caller.app(), profile, query, limits);
    return members
        .admits(asked.conversation(), caller)
        .flatMap(admitted ->
            admitted
                ? shown(asked, profile.fields())
                : Uni.createFrom().item(Answers.of(Refusal.NOT_A_MEMBER)));
  }

  private Uni<Response> shown(PageRequest asked, FieldNames names) {
    return place(asked)
        .flatMap(place ->
            place
                .map(found -> shown(asked, found, names))
                .orElseGet(() -> Uni.createFrom().item(Answers.unknownMessage())));
  }

  private Uni<Response> shown(PageRequest asked, Place place, FieldNames names) {
    return messages
        .page(asked.conversation().id(), place, asked.limit())
        .map(page -> Answers.of(page, asked, names));
  }

  /// Empty when the page is asked for around a message that is not in the conversation.
  private Uni<Optional<Place>> place(PageRequest asked) {
    return asked.around().isEmpty()
        ? Uni.createFrom().item(Optional.of(asked.place()))
        : messages
            .sequenceOf(asked.conversation().id(), asked.around().get())
            .map(sequence -> sequence.map(Place.Around::new));
  }

  @POST
  @Path("typing")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> typing(
      @Context RoutingContext request,
      @HeaderParam("X-Socket-ID") @Nullable String socket,
      byte[] body) {
    return entrance.let(request, body, caller -> typing(caller, socket, body));
  }

  private Uni<Response> typing(Caller caller, @Nullable String socket, byte[] body) {
    var sign = TypingRequest.read(body, socket, caller, profiles.of(caller.app()));
    return members
        .recentlyAdmitted(sign.conversation(), caller)
        .map(admitted -> admitted ? told(sign) : Answers.of(Refusal.NOT_A_MEMBER));
  }

  private Response told(Typing sign) {
    return typing.publish(sign)
        ? Response.accepted().build()
        : Problems.BROKER_AWAY.saying("typing cannot be told now; send the next sign of it");
  }
}
