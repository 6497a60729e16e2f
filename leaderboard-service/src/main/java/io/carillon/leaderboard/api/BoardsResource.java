package io.carillon.leaderboard.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.entrance.json.Fields;
import io.carillon.entrance.problem.RequestIds;
import io.carillon.leaderboard.domain.BoardCommand.DefineBoard;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.carillon.leaderboard.domain.Decision;
import io.carillon.leaderboard.domain.Operator;
import io.carillon.leaderboard.domain.ScoreOrder;
import io.carillon.leaderboard.identity.Permissions;
import io.carillon.leaderboard.store.BoardDefinition;
import io.carillon.leaderboard.store.DefinitionStore;
import io.carillon.leaderboard.stream.WriteOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.logging.Logger;

/// Boards with rules of their own.
@Path("/api/boards")
@Produces(MediaType.APPLICATION_JSON)
public class BoardsResource {

  private static final Logger LOG = Logger.getLogger(BoardsResource.class);

  // The channel of a board with this name would be the default board's.
  private static final String TAKEN = "channel";

  private final Entrance entrance;
  private final Permissions permissions;
  private final Owner owner;
  private final Submission submission;
  private final DefinitionStore definitions;

  @Inject
  BoardsResource(
      Entrance entrance,
      Permissions permissions,
      Owner owner,
      Submission submission,
      DefinitionStore definitions) {
    this.entrance = entrance;
    this.permissions = permissions;
    this.owner = owner;
    this.submission = submission;
    this.definitions = definitions;
  }

  @GET
  @Operation(summary = "The app's boards that were made, by name")
  public Uni<Response> list(@Context RoutingContext request) {
    return entrance.read(
        request,
        caller ->
            definitions
                .of(caller.app())
                .map(BoardsResource::listed)
                .onFailure()
                .recoverWithItem(failure -> databaseAway(request, failure)));
  }

  @PUT
  @Path("/{board}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Makes a board or changes its rules; only the app's server may")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"order\": \"higher_wins\", \"operator\": \"incr\", \"visible\": 100}")))
  public Uni<Response> define(
      @Context RoutingContext request, @PathParam("board") String name, byte[] body) {
    return entrance.write(
        request,
        body,
        caller -> {
          if (!permissions.mayDefine(caller)) {
            return Uni.createFrom()
                .item(Problems.SERVER_ONLY.saying("sign the request with the app's secret"));
          }
          var board = named(Parameters.board(caller.app(), name));
          var rules = rules(Bodies.fields(body));
          return owner.of(board, request, body, () -> define(board, rules, request));
        });
  }

  // The log first: what counts is what the board's owner decided. A database that is away then
  // costs a repeated request.
  private Uni<Response> define(BoardId board, BoardRules rules, RoutingContext request) {
    return submission
        .of(board, new DefineBoard(rules))
        .flatMap(outcome ->
            outcome instanceof WriteOutcome.Decided decided
                    && decided.decision() instanceof Decision.Defined
                ? keep(board, rules, request)
                : Uni.createFrom().item(Answers.of(outcome)));
  }

  private Uni<Response> keep(BoardId board, BoardRules rules, RoutingContext request) {
    return definitions
        .keep(board, rules)
        .map(_ -> Answers.ok(Answers.of(board, rules)))
        .onFailure()
        .recoverWithItem(failure -> databaseAway(request, failure));
  }

  private static BoardId named(BoardId board) {
    if (board.board().equals(TAKEN)) {
      throw Parameters.wrong("board", "is taken; choose another name");
    }
    return board;
  }

  private static BoardRules rules(Fields fields) {
    var standard = BoardRules.DEFAULT;
    return new BoardRules(
        fields.choice("order", ScoreOrder.values()).orElse(standard.order()),
        fields.choice("operator", Operator.values()).orElse(standard.operator()),
        fields.number("visible", 1, BoardRules.VISIBLE_MAX).orElse(standard.visible()));
  }

  private static Response listed(List<BoardDefinition> boards) {
    var json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("boards");
    boards.forEach(board -> list.add(Answers.of(board.id(), board.rules())));
    return Answers.ok(json);
  }

  private static Response databaseAway(RoutingContext request, Throwable failure) {
    LOG.warnf("The database did not answer: request=%s cause=%s", RequestIds.of(request), failure);
    return Problems.DATABASE_AWAY.saying("send the same again");
  }
}
