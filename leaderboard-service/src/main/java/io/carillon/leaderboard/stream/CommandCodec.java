package io.carillon.leaderboard.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.events.BrokenRecord;
import io.carillon.events.BrokenRecord.Reason;
import io.carillon.leaderboard.domain.BoardCommand;
import io.carillon.leaderboard.domain.BoardCommand.DefineBoard;
import io.carillon.leaderboard.domain.BoardCommand.SubmitScore;
import io.carillon.leaderboard.domain.BoardId;
import io.carillon.leaderboard.domain.BoardRules;
import io.carillon.leaderboard.domain.Operator;
import io.carillon.leaderboard.domain.ScoreOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Commands as they stand in the topic: key `app/board`, value one JSON object. Any producer may
/// write them.
///
/// ```json
/// {"type": "score", "userId": "u-1", "points": 50, "name": "Ana", "updateId": "4711"}
/// {"type": "define", "order": "higher_wins", "operator": "incr", "visible": 100}
/// ```
final class CommandCodec {

  private static final int DEPTH_MAX = 8;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          .build();

  byte[] key(BoardId board) {
    return board.value().getBytes(StandardCharsets.UTF_8);
  }

  byte[] value(BoardCommand command) {
    var json = JSON.createObjectNode();
    switch (command) {
      case SubmitScore submit -> write(submit, json);
      case DefineBoard define -> write(define.rules(), json);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  BoardId board(byte @Nullable [] key) throws BrokenRecord {
    if (key == null) {
      throw new BrokenRecord(Reason.KEY, "a command needs the key app/board");
    }
    try {
      return BoardId.parse(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new BrokenRecord(Reason.KEY, String.valueOf(e.getMessage()));
    }
  }

  BoardCommand command(byte @Nullable [] value) throws BrokenRecord {
    try {
      var json = value == null ? null : JSON.readTree(value);
      if (json == null || !json.isObject()) {
        throw new BrokenRecord(Reason.DATA, "a command is a JSON object");
      }
      return switch (text(json, "type")) {
        case "score" -> submit(json);
        case "define" -> new DefineBoard(rules(json));
        default -> throw new BrokenRecord(Reason.DATA, "type is score or define");
      };
    } catch (JsonProcessingException e) {
      throw new BrokenRecord(Reason.DATA, "the value is not JSON");
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokenRecord(Reason.DATA, String.valueOf(e.getMessage()));
    }
  }

  private static void write(SubmitScore submit, ObjectNode json) {
    json.put("type", "score").put("userId", submit.owner()).put("points", submit.points());
    if (submit.name() != null) {
      json.put("name", submit.name());
    }
    if (submit.updateId() != null) {
      json.put("updateId", submit.updateId());
    }
  }

  private static void write(BoardRules rules, ObjectNode json) {
    json.put("type", "define")
        .put("order", rules.order().name().toLowerCase(Locale.ROOT))
        .put("operator", rules.operator().name().toLowerCase(Locale.ROOT))
        .put("visible", rules.visible());
  }

  private static SubmitScore submit(JsonNode json) throws BrokenRecord {
    return new SubmitScore(
        text(json, "userId"),
        number(json, "points"),
        optionalText(json, "name"),
        optionalText(json, "updateId"));
  }

  private static BoardRules rules(JsonNode json) throws BrokenRecord {
    return new BoardRules(
        ScoreOrder.valueOf(text(json, "order").toUpperCase(Locale.ROOT)),
        Operator.valueOf(text(json, "operator").toUpperCase(Locale.ROOT)),
        Math.toIntExact(Math.clamp(number(json, "visible"), 0, Integer.MAX_VALUE)));
  }

  private static String text(JsonNode json, String field) throws BrokenRecord {
    var text = optionalText(json, field);
    if (text == null) {
      throw new BrokenRecord(Reason.DATA, field + " is missing");
    }
    return text;
  }

  private static @Nullable String optionalText(JsonNode json, String field) throws BrokenRecord {
    var node = json.get(field);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw new BrokenRecord(Reason.DATA, field + " is a text");
    }
    return node.textValue();
  }

  private static long number(JsonNode json, String field) throws BrokenRecord {
    var node = json.get(field);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new BrokenRecord(Reason.DATA, field + " is a whole number of 64 bits");
    }
    return node.longValue();
  }
}
