package io.carillon.leaderboard.api;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.entrance.problem.Problem;
import io.carillon.leaderboard.domain.Board;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.Surroundings;
import io.carillon.leaderboard.identity.Caller;
import io.carillon.leaderboard.identity.Permission;
import io.carillon.leaderboard.identity.Permissions;
import io.carillon.leaderboard.stream.BoardReader;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/// Rankings: read them, and submit scores.
@Path("/api/leaderboard")
@Produces(MediaType.APPLICATION_JSON)
public class LeaderboardResource {

  private static final int LIMIT_MAX = 1_000;
  private static final int LIMIT = 100;
  private static final int AROUND_MAX = 100;
  private static final int AROUND = 5;
  private static final byte[] NO_BODY = new byte[0];

  private final Entrance entrance;
  private final Permissions permissions;
  private final Owner owner;
  private final BoardReader boards;
  private final Submission submission;

  @Inject
  LeaderboardResource(
      Entrance entrance,
      Permissions permissions,
      Owner owner,
      BoardReader boards,
      Submission submission) {
    this.entrance = entrance;
    this.permissions = permissions;
    this.owner = owner;
    this.boards = boards;
    this.submission = submission;
  }

  @GET
  @Operation(summary = "A page of a board, best first, all of one version")
  @Parameter(name = "board", in = ParameterIn.QUERY, description = "default when left out")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1000, 100 when left out")
  @Parameter(name = "after", in = ParameterIn.QUERY, description = "the 'after' of the page before")
  public Uni<Response> page(@Context RoutingContext request) {
    return entrance.read(
        request,
        caller -> {
          var board = Parameters.board(caller.app(), request);
          var limit = Parameters.number(request, "limit", 1, LIMIT_MAX, LIMIT);
          var after = Parameters.cursor(request);
          return read(board, request, found -> Answers.of(board, found.page(after, limit)));
        });
  }

  @GET
  @Path("/users/{userId}")
  @Operation(summary = "A user's exact rank, with those around him")
  @Parameter(name = "board", in = ParameterIn.QUERY, description = "default when left out")
  @Parameter(name = "around", in = ParameterIn.QUERY, description = "0 to 100, 5 when left out")
  public Uni<Response> standing(
      @Context RoutingContext request, @PathParam("userId") String userId) {
    return entrance.read(
        request,
        caller -> {
          var board = Parameters.board(caller.app(), request);
          var around = Parameters.number(request, "around", 0, AROUND_MAX, AROUND);
          return read(board, request, found -> answer(found.around(userId, around)));
        });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submits points and answers with the rank that they give")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"userId\": \"u-1\", \"points\": 50, \"name\": \"Ana\", \"updateId\": \"4711\"}")))
  public Uni<Response> submit(@Context RoutingContext request, byte[] body) {
    return entrance.write(
        request,
        body,
        caller -> {
          var update = UpdateRequest.of(body);
          var board = update.boardOf(caller);
          return switch (permissions.submit(caller, update.userId())) {
            case Permission.Granted granted ->
                submit(board, request, body, update.command(granted.owner(), caller));
            case Permission.ServerOnly _ -> serverOnly(caller);
            case Permission.NotTheSubject _ ->
                answer(
                    Problem.NOT_THE_SUBJECT.saying(
                        "userId: leave it out, or send the subject of the token"));
            case Permission.OwnerMissing _ ->
                throw InvalidRequest.field("userId", "is missing; say whose score it is");
          };
        });
  }

  private Uni<Response> submit(
      BoardId board, RoutingContext request, byte[] body, SubmitScore command) {
    return owner.of(board, request, body, () -> submission.of(board, command).map(Answers::of));
  }

  private Uni<Response> read(
      BoardId board, RoutingContext request, Function<Board, Response> reading) {
    return owner.of(
        board,
        request,
        NO_BODY,
        () ->
            boards
                .read(
                    board, found -> found.exists() ? reading.apply(found) : Answers.unknownBoard())
                .map(LeaderboardResource::answer)
                .orElseGet(Owner::moving));
  }

  private static Response answer(Optional<Surroundings> around) {
    return around
        .map(Answers::of)
        .orElseGet(() -> Problems.UNKNOWN_ENTRY.saying("submit points for this user first"));
  }

  private static Uni<Response> serverOnly(Caller caller) {
    var advice =
        caller instanceof Caller.SignedIn
            ? "sign the request with the app's secret on a server, or set leaderboard.writers=signed-in"
            : "sign the request with the app's secret on a server";
    return answer(Problems.SERVER_ONLY.saying(advice));
  }

  private static Uni<Response> answer(Response response) {
    return Uni.createFrom().item(response);
  }
}
