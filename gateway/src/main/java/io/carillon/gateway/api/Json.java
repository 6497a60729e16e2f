package io.carillon.gateway.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// The JSON of the HTTP edge: what strangers send is bounded, what is answered is written here.
public final class Json {
  public static final String TYPE = "application/json";

  /// Deeper than any body of this API, unknown members included.
  private static final int DEPTH_MAX = 32;

  /// The largest event data (1 MB) and what a body may be at most.
  private static final int STRING_LENGTH_MAX = 10_000_000;

  private static final int NUMBER_LENGTH_MAX = 100;
  private static final int NAME_LENGTH_MAX = 1_000;

  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(STRING_LENGTH_MAX)
                  .maxNumberLength(NUMBER_LENGTH_MAX)
                  .maxNameLength(NAME_LENGTH_MAX)
                  .build())
          // Names come from strangers. The parser's own table of them is bounded, the JVM's is not.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /// Writes one value.
  @FunctionalInterface
  public interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /// The text of what is written.
  public static String text(Writing writing) {
    var text = new StringWriter(128);
    try (var json = FACTORY.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return text.toString();
  }
}
