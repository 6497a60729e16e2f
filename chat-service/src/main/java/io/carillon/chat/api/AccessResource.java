package io.carillon.chat.api;

import io.carillon.chat.domain.Caller;
import io.carillon.chat.domain.Refusal;
import io.carillon.chat.profile.Profiles;
import io.carillon.chat.store.MemberStore;
import io.carillon.entrance.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Answers a gateway that asks whether a user may subscribe to a conversation's channel: 204 or
/// 403.
@Path("/api/access")
public class AccessResource {

  private static final byte[] NO_BODY = {};

  private final Entrance entrance;
  private final Profiles profiles;
  private final MemberStore members;

  @Inject
  AccessResource(Entrance entrance, Profiles profiles, MemberStore members) {
    this.entrance = entrance;
    this.profiles = profiles;
    this.members = members;
  }

  @GET
  public Uni<Response> access(
      @Context RoutingContext request, @QueryParam("channel") @Nullable String channel) {
    return entrance.let(request, NO_BODY, caller -> access(caller, channel));
  }

  private Uni<Response> access(Caller caller, @Nullable String channel) {
    if (channel == null) {
      throw InvalidRequest.parameter("channel", "is missing; name the channel");
    }
    return profiles
        .of(caller.app())
        .kinds()
        .speakingOn(caller.app(), channel)
        .map(conversation -> members.admits(conversation, caller))
        .orElse(Uni.createFrom().item(false))
        .map(AccessResource::answer);
  }

  private static Response answer(boolean admitted) {
    return admitted ? Response.noContent().build() : Answers.of(Refusal.NOT_A_MEMBER);
  }
}
