package io.carillon.gateway.route;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The configured routes: a JSON list, checked whole before one of them counts.
///
/// An entry has `name`, `topic`, `app`, `channel` or `channels`, and `event`; `data` when it is not
/// the value as it is. Unknown fields are refused, because a misspelt one would silently be off.
public final class RoutesFile {
  private static final int ROUTES_MAX = 1_000;
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("name", "topic", "app", "channel", "channels", "event", "data"));
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path path;
  private final Set<String> own;

  private RoutesFile(Path path, Topics topics) {
    this.path = path;
    // What is written by a gateway for every record it reads would never end.
    this.own =
        Set.of(
            topics.channelEvents(),
            topics.channelEventsDeadLetters(),
            topics.channelCache(),
            topics.memberships(),
            topics.apps(),
            topics.audit(),
            topics.beats(),
            topics.usage(),
            topics.webhooks(),
            topics.webhooksDeadLetters());
  }

  /// Reads and checks the whole file.
  ///
  /// @param topics the platform's own, which cannot be routed
  /// @throws IllegalStateException naming the file, the entry, the field and what to change
  public static List<Route> read(Path path, Topics topics) {
    return new RoutesFile(path, topics).routes();
  }

  private List<Route> routes() {
    JsonNode list = list();
    if (list.isEmpty() || list.size() > ROUTES_MAX) {
      throw refused("it lists 1 to %d routes, not %d".formatted(ROUTES_MAX, list.size()));
    }
    var routes = new ArrayList<Route>();
    var names = new HashSet<String>();
    for (JsonNode node : list) {
      int index = routes.size();
      try {
        Route route = route(node);
        if (!names.add(route.name())) {
          throw new IllegalArgumentException("field \"name\" stands in an entry before it");
        }
        if (own.contains(route.topic())) {
          throw new IllegalArgumentException(
              "field \"topic\" is a topic of the platform itself: route another one");
        }
        routes.add(route);
      } catch (IllegalArgumentException e) {
        throw refused("entry %d: %s".formatted(index, e.getMessage()));
      }
    }
    return List.copyOf(routes);
  }

  private JsonNode list() {
    try {
      JsonNode json = JSON.readTree(Files.readString(path));
      if (json.isArray()) {
        return json;
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw refused(
          "it is not valid JSON, at line %d, column %d: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The routes file %s cannot be read: check carillon.routes.file".formatted(path), e);
    }
    throw refused("it must be a JSON list of routes");
  }

  private static Route route(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("a route is an object");
    }
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException(
                "field \"%s\" is not known; known are %s"
                    .formatted(name, String.join(", ", KNOWN)));
          }
        });
    JsonNode data = node.get("data");
    return new Route(
        text(node, "name"),
        text(node, "topic"),
        template(node, "app"),
        channels(node),
        template(node, "event"),
        data == null || data.isNull() ? null : template(node, "data"));
  }

  private static List<RouteTemplate> channels(JsonNode node) {
    if (node.has("channel") == node.has("channels")) {
      throw new IllegalArgumentException("give one of the fields \"channel\" and \"channels\"");
    }
    if (node.has("channel")) {
      return List.of(template(node, "channel"));
    }
    JsonNode list = node.get("channels");
    if (!list.isArray()) {
      throw new IllegalArgumentException("field \"channels\" must be a list of strings");
    }
    var templates = new ArrayList<RouteTemplate>();
    for (JsonNode each : list) {
      templates.add(template("channels[" + templates.size() + "]", each));
    }
    return templates;
  }

  private static RouteTemplate template(JsonNode node, String field) {
    return template(field, node.get(field));
  }

  private static RouteTemplate template(String field, @Nullable JsonNode node) {
    String text = text(field, node);
    try {
      return RouteTemplate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field \"%s\": %s".formatted(field, e.getMessage()), e);
    }
  }

  private static String text(JsonNode node, String field) {
    return text(field, node.get(field));
  }

  private static String text(String field, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      throw new IllegalArgumentException("field \"%s\" is missing".formatted(field));
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException("field \"%s\" must be a string".formatted(field));
    }
    return node.textValue();
  }

  private IllegalStateException refused(String why) {
    return new IllegalStateException("The routes file %s cannot be used: %s".formatted(path, why));
  }
}
