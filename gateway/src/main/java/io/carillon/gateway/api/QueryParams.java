package io.carillon.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
    each(rawQuery, (name, value) -> params.merge(name, value, (one, other) -> one + "," + other));
    return params;
  }

  /// The values of one parameter, in their order, each as it was given.
  static List<String> values(@Nullable String rawQuery, String name) {
    var values = new ArrayList<String>();
    each(
        rawQuery,
        (given, value) -> {
          if (given.equals(name)) {
            values.add(value);
          }
        });
    return values;
  }

  private static void each(@Nullable String rawQuery, BiConsumer<String, String> param) {
    if (rawQuery == null) {
      return;
    }
    var start = 0;
    while (start <= rawQuery.length()) {
      var end = rawQuery.indexOf('&', start);
      if (end < 0) {
        end = rawQuery.length();
      }
      if (end > start) {
        give(rawQuery.substring(start, end), param);
      }
      start = end + 1;
    }
  }

  private static void give(String pair, BiConsumer<String, String> param) {
    var equals = pair.indexOf('=');
    var name = equals < 0 ? pair : pair.substring(0, equals);
    var value = equals < 0 ? "" : pair.substring(equals + 1);
    param.accept(decoded(name), decoded(value));
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
