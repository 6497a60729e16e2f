package io.carillon.gateway.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A channel's name with open places: `*` stands for any text, `{name}` for text that is told.
record ChannelPattern(String text, Pattern regex, List<String> places) {
  private static final int OPEN_PLACES_MAX = 4;
  private static final Pattern OPEN_PLACE = Pattern.compile("\\*|\\{([A-Za-z][A-Za-z0-9_-]*)}");

  ChannelPattern {
    places = List.copyOf(places);
  }

  static ChannelPattern of(String text) {
    var regex = new StringBuilder();
    var places = new ArrayList<String>();
    var open = OPEN_PLACE.matcher(text);
    var literal = 0;
    var count = 0;
    while (open.find()) {
      regex.append(Pattern.quote(literal(text, literal, open.start())));
      var place = open.group(1);
      regex.append(place == null ? ".*" : "(.+)");
      if (place != null) {
        places.add(place);
      }
      literal = open.end();
      count++;
    }
    regex.append(Pattern.quote(literal(text, literal, text.length())));
    // Each open place multiplies the ways to match a name that does not fit.
    if (count > OPEN_PLACES_MAX) {
      throw new IllegalArgumentException(
          "a channel pattern has at most %d open places: %s".formatted(OPEN_PLACES_MAX, text));
    }
    return new ChannelPattern(text, Pattern.compile(regex.toString()), places);
  }

  /// The text of each named place, when the channel fits.
  Optional<Map<String, String>> match(String channel) {
    var matcher = regex.matcher(channel);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var found = new LinkedHashMap<String, String>();
    for (var i = 0; i < places.size(); i++) {
      found.put(places.get(i), matcher.group(i + 1));
    }
    return Optional.of(found);
  }

  private static String literal(String text, int from, int to) {
    var literal = text.substring(from, to);
    if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
      throw new IllegalArgumentException("not a channel pattern, a brace is left over: " + text);
    }
    return literal;
  }
}
