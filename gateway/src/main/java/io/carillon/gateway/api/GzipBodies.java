package io.carillon.gateway.api;

import io.carillon.gateway.api.Reading.Broken;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Bodies that came with `Content-Encoding: gzip`.
///
/// Signatures cover the bytes as they were sent, so nothing is unpacked for somebody who is not the
/// app; and never more than a plain body may have, nor without room in the budget of all bodies.
@Singleton
final class GzipBodies {
  private final int bytesMax;
  private final BodyBudget budget;

  GzipBodies(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max,
      BodyBudget budget) {
    this.bytesMax = Math.toIntExact(max.asLongValue());
    this.budget = budget;
  }

  /// What `reader` makes of the body as it was before it was packed.
  <T> Reading<T> plain(
      HttpServerRequest request, byte[] body, Function<byte[], Reading<T>> reader) {
    var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> reader.apply(body);
      case "gzip", "x-gzip" -> unpacked(body, reader);
      default ->
          new Broken<>(
              Problem.of(
                  415,
                  "unsupported-encoding",
                  "The Content-Encoding '%s' is not supported: send gzip, or no encoding"
                      .formatted(Problem.shown(encoding))));
    };
  }

  private <T> Reading<T> unpacked(byte[] body, Function<byte[], Reading<T>> reader) {
    if (!budget.reserve(bytesMax)) {
      return new Broken<>(ProblemMapper.BUSY);
    }
    try {
      var plain = unpack(body);
      return plain == null ? tooLarge() : reader.apply(plain);
    } catch (IOException e) {
      return new Broken<>(
          Problem.badRequest("invalid-gzip", "The body is not what gzip makes, though it says so"));
    } finally {
      budget.release(bytesMax);
    }
  }

  /// Null when it is more than the bound.
  private byte @Nullable [] unpack(byte[] body) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      var plain = gzip.readNBytes(bytesMax + 1);
      return plain.length > bytesMax ? null : plain;
    }
  }

  private <T> Reading<T> tooLarge() {
    return new Broken<>(
        Problem.of(
            413,
            "body-too-large",
            "The body has more than %d bytes when it is unpacked: send less at a time"
                .formatted(bytesMax)));
  }
}
