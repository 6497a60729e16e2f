package io.carillon.presence.api;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.events.ChannelKey;
import io.carillon.presence.stream.PeerToken;
import io.carillon.presence.stream.ViewerCounts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/// What other instances of this service ask: counts of items that this one counts.
@Path("/internal/viewers")
public class PeersResource {
  private final ViewerCounts counts;
  private final PeerToken token;

  @Inject
  PeersResource(ViewerCounts counts, PeerToken token) {
    this.counts = counts;
    this.token = token;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> count(
      @RestQuery @DefaultValue("") String item,
      @RestQuery @DefaultValue("-1") long after,
      @HeaderParam(PeerToken.HEADER) @DefaultValue("") String given) {
    if (!token.matches(given)) {
      return Uni.createFrom()
          .item(Problems.NOT_A_PEER.saying("send the token of an instance with this platform key"));
    }
    return counts
        .here(item(item), after)
        .map(count -> Response.ok(Integer.toString(count), MediaType.TEXT_PLAIN).build())
        .onFailure()
        .recoverWithItem(() -> Problems.NOT_THE_OWNER.saying("ask again who counts the item"));
  }

  private static ChannelKey item(String text) {
    try {
      return ChannelKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw InvalidRequest.parameter("item", String.valueOf(e.getMessage()));
    }
  }
}
