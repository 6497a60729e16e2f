package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a request's query, decoded once, as signatures are made over them.
///
/// Some libraries encode values and some do not: what is no valid encoding stands for itself. The
/// values of a repeated parameter are joined by commas, so no second value is ever overlooked.
public final class QueryParams {
  private QueryParams() {}

  /// Of a query, or of a form's body.
  public static Map<String, String> parse(@Nullable String rawQuery) {
    var params = new HashMap<String, String>();
    if (rawQuery == null) {
      return params;
    }
    var start = 0;
    while (start <= rawQuery.length()) {
      var end = rawQuery.indexOf('&', start);
      if (end < 0) {
        end = rawQuery.length();
      }
      if (end > start) {
        add(params, rawQuery.substring(start, end));
      }
      start = end + 1;
    }
    return params;
  }

  private static void add(Map<String, String> params, String pair) {
    var equals = pair.indexOf('=');
    var name = equals < 0 ? pair : pair.substring(0, equals);
    var value = equals < 0 ? "" : pair.substring(equals + 1);
    params.merge(decoded(name), decoded(value), (one, other) -> one + "," + other);
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
