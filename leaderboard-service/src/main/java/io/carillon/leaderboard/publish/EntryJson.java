package io.carillon.leaderboard.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.leaderboard.domain.Entry;

/// Entries as apps see them, the same in answers and in events.
public final class EntryJson {

  private static final long SAFE_MAX = (1L << 53) - 1;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EntryJson() {}

  /// `{userId, name, score, rank}`.
  public static ObjectNode of(Entry entry) {
    var json = JSON.objectNode();
    json.put("userId", entry.owner()).put("name", entry.name());
    json.set("score", score(entry.score()));
    json.put("rank", entry.rank());
    return json;
  }

  /// A number, or a text where JavaScript's numbers would not be exact.
  public static JsonNode score(long score) {
    var exact = score >= -SAFE_MAX && score <= SAFE_MAX;
    return exact ? JSON.numberNode(score) : JSON.textNode(Long.toString(score));
  }
}
