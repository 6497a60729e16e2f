package io.carillon.presence.api;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.entrance.problem.ProblemDocument;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.ViewerCommand.Join;
import io.carillon.presence.domain.ViewerCommand.Leave;
import io.carillon.presence.identity.Caller;
import io.carillon.presence.stream.ViewerCounts;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// How many look at a product (R95–R100).
@Path("/api/product-viewers")
@Produces({MediaType.APPLICATION_JSON, ProblemDocument.MEDIA_TYPE})
public class ProductViewersResource {
  private static final byte[] NO_BODY = {};

  private final Entrance entrance;
  private final ItemNames items;
  private final ActionLimits limits;
  private final ViewerCounts counts;

  @Inject
  ProductViewersResource(
      Entrance entrance, ItemNames items, ActionLimits limits, ViewerCounts counts) {
    this.entrance = entrance;
    this.items = items;
    this.limits = limits;
    this.counts = counts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Joins or leaves the viewers of a product; a repeated join is the heartbeat")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ActionSchema.class)))
  @APIResponse(
      responseCode = "200",
      description = "The number of viewers, this action included",
      content = @Content(schema = @Schema(implementation = CountSchema.class)))
  @APIResponse(responseCode = "400", description = "A field is missing or wrong")
  @APIResponse(responseCode = "429", description = "Too many joins and leaves of this user")
  @APIResponse(responseCode = "503", description = "Not known whether it counts; send it again")
  public Uni<Response> act(RoutingContext request, byte[] body) {
    return entrance.let(request, body, caller -> act(caller, body));
  }

  @GET
  @Operation(summary = "How many look at a product")
  @Parameter(
      name = "productId",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The number of viewers",
      content = @Content(schema = @Schema(implementation = CountSchema.class)))
  public Uni<Response> count(RoutingContext request) {
    return entrance.let(request, NO_BODY, caller -> count(caller, request));
  }

  private Uni<Response> act(Caller caller, byte[] body) {
    var sent = ViewerRequest.read(body, items, caller);
    var wait = limits.take(caller.app().id(), sent.userId());
    if (!wait.isZero()) {
      return Uni.createFrom().item(Answers.tooManyActions(limits.perMinute(), wait));
    }
    var item = items.item(caller.app().id(), sent.item());
    var session = SessionId.of(sent.userId());
    var action =
        switch (sent.verb()) {
          case JOIN -> new Join(item, session);
          case LEAVE -> new Leave(item, session);
        };
    return counts.after(action).map(Answers::of);
  }

  private Uni<Response> count(Caller caller, RoutingContext request) {
    var id = request.queryParams().get(items.field());
    if (id == null) {
      throw InvalidRequest.parameter(items.field(), "is missing; send the item's id");
    }
    return counts.of(items.item(caller.app().id(), items.legal(id))).map(Answers::of);
  }

  /// For the OpenAPI document only: requests are read by [ViewerRequest].
  @Schema(name = "ViewerAction")
  record ActionSchema(
      @Schema(description = "A text or a whole number", required = true) String productId,
      @Schema(
              enumeration = {"join", "leave"},
              required = true)
          String action,
      @Schema(description = "The session's id; with a token its subject, or left out")
          String userId) {}

  /// For the OpenAPI document only.
  @Schema(name = "ViewerCount")
  record CountSchema(@Schema(required = true) int viewerCount) {}
}
