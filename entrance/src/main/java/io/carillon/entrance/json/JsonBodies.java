package io.carillon.entrance.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.entrance.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Parses bodies: one JSON object in whole UTF-8, no member twice, nothing after it, bounded in
/// depth and in the length of numbers.
public final class JsonBodies {

  /// Takes numbers of 32 characters, enough for any of 64 bits.
  public static final JsonBodies PLAIN = new JsonBodies(32);

  private static final int DEPTH_MAX = 16;

  private final ObjectMapper json;

  /// @param numberLengthMax characters of a number; a body with a longer one is not JSON
  public JsonBodies(int numberLengthMax) {
    this.json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(numberLengthMax)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  public Fields read(byte[] body) {
    var node = parsed(utf8(body));
    if (!node.isObject()) {
      throw new InvalidRequest(
          Problem.NOT_JSON, "the body is %s; send a JSON object".formatted(Fields.kind(node)));
    }
    return new Fields("", node);
  }

  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new InvalidRequest(
          Problem.NOT_JSON,
          where == null
              ? "the body is not JSON; send a JSON object"
              : "the body stops being JSON at line %d, column %d; send a JSON object"
                  .formatted(where.getLineNr(), where.getColumnNr()));
    }
  }

  /// Jackson itself would guess among encodings and let some broken UTF-8 pass.
  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequest(Problem.NOT_JSON, "the body is not UTF-8; send UTF-8");
    }
  }
}
