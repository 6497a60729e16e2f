package io.carillon.leaderboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.carillon.leaderboard.domain.Decision;
import io.carillon.leaderboard.domain.Entry;
import io.carillon.leaderboard.domain.Page;
import io.carillon.leaderboard.domain.Refusal;
import io.carillon.leaderboard.domain.Standing;
import io.carillon.leaderboard.domain.Surroundings;
import io.carillon.leaderboard.publish.EntryJson;
import io.carillon.leaderboard.stream.WriteOutcome;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/// Turns outcomes into answers.
final class Answers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Answers() {}

  static Response of(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Decided decided -> of(decided.decision());
      case WriteOutcome.Unknown unknown ->
          Problems.UNKNOWN_OUTCOME.saying(
              unknown.why() + "; send the same again with the same updateId, which counts once");
      case WriteOutcome.Busy _ -> Problems.BUSY.saying("nothing was done; send the same again");
    };
  }

  static Response of(BoardId board, Page page) {
    var json = JSON.objectNode();
    json.set("leaderboard", entries(page.entries()));
    json.put("board", board.board()).put("version", page.version()).put("total", page.total());
    if (page.next() != null) {
      json.put("after", page.next().text());
    }
    return ok(json);
  }

  static Response of(Surroundings around) {
    var json = JSON.objectNode();
    json.set("entry", EntryJson.of(around.entry()));
    json.set("window", entries(around.window()));
    json.put("percentile", around.percentile()).put("version", around.version());
    return ok(json);
  }

  static ObjectNode of(BoardId board, BoardRules rules) {
    return JSON.objectNode()
        .put("board", board.board())
        .put("order", rules.order().name().toLowerCase(Locale.ROOT))
        .put("operator", rules.operator().name().toLowerCase(Locale.ROOT))
        .put("visible", rules.visible());
  }

  static Response ok(JsonNode json) {
    return Response.ok(json.toString(), MediaType.APPLICATION_JSON_TYPE).build();
  }

  static Response unknownBoard() {
    return Problems.UNKNOWN_BOARD.saying(
        "make it with PUT /api/boards/{board}, or leave the board out to use the default one");
  }

  private static Response of(Decision decision) {
    return switch (decision) {
      case Decision.Recorded recorded -> ok(json(recorded.standing()));
      case Decision.Repeated repeated -> ok(json(repeated.first()));
      case Decision.Defined _ -> Response.noContent().build();
      case Decision.Refused refused -> of(refused.why());
      case Decision.Replayed _ ->
          Problems.UNKNOWN_OUTCOME.saying("it counts already; read the board for its rank");
    };
  }

  private static Response of(Refusal why) {
    return switch (why) {
      case UNKNOWN_BOARD -> unknownBoard();
      case SCORE_OVERFLOW ->
          Problems.SCORE_OVERFLOW.saying(
              "points: send fewer, so that the score stays within 64 bits");
      case UPDATE_ID_CONFLICT ->
          Problems.UPDATE_ID_CONFLICT.saying(
              "updateId: use a new one for each update, and the same only to repeat it unchanged");
      case ORDER_IS_FIXED ->
          Problems.ORDER_IS_FIXED.saying("order: leave it as it is, or make another board");
    };
  }

  private static ObjectNode json(Standing standing) {
    var json =
        EntryJson.of(
            new Entry(standing.owner(), standing.name(), standing.score(), standing.rank()));
    if (standing.previousRank() != null) {
      json.put("previousRank", standing.previousRank());
    }
    return json;
  }

  private static ArrayNode entries(List<Entry> entries) {
    var json = JSON.arrayNode(entries.size());
    entries.forEach(entry -> json.add(EntryJson.of(entry)));
    return json;
  }
}
