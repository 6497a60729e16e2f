package io.carillon.apps;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.apps.Fields.Strangers;
import io.carillon.apps.Fields.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The configured apps: a JSON list, checked whole before one of them counts.
///
/// An entry has `id`, `key` and `secret` (or `keys`, a list of such pairs), and any of `name`,
/// `paused`, `webhooks`, `origins`, `limits`, `users` and the fields of [Feature]. Unknown fields
/// are refused, because a misspelt setting would silently be off.
public final class AppsFile {
  private static final Set<String> KNOWN = known();

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path path;

  private AppsFile(Path path) {
    this.path = path;
  }

  /// Reads and checks the whole file.
  ///
  /// @throws IllegalStateException naming the file, the entry and the field, and no value
  public static List<App> read(Path path) {
    return new AppsFile(path).apps();
  }

  private List<App> apps() {
    var list = list();
    var apps = new ArrayList<App>();
    var ids = new HashSet<String>();
    var keys = new HashMap<String, Integer>();
    for (var node : list) {
      var index = apps.size();
      var app = app(index, node);
      if (!ids.add(app.id())) {
        throw refused("entry %d: field \"id\" stands in an entry before it".formatted(index));
      }
      for (var key : app.keys()) {
        var other = keys.putIfAbsent(key.key(), index);
        if (other != null) {
          throw refused("entry %d: field \"key\" is entry %d's too".formatted(index, other));
        }
      }
      apps.add(app);
    }
    return List.copyOf(apps);
  }

  private JsonNode list() {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The apps file %s cannot be read: check carillon.apps.file".formatted(path), e);
    }
    try {
      var json = JSON.readTree(text);
      if (json.isArray()) {
        return json;
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      // Not the cause itself: it may quote the text, and so a secret.
      throw refused(
          "it is not valid JSON, at line %d, column %d"
              .formatted(at.getLineNr(), at.getColumnNr()));
    }
    throw refused("it must be a JSON list of apps");
  }

  private App app(int index, JsonNode node) {
    try {
      var fields = Fields.of(node, Strangers.REFUSED);
      fields.known(KNOWN);
      return AppJson.read(fields, keys(fields));
    } catch (Wrong e) {
      throw refused("entry %d: %s".formatted(index, e.why()));
    }
  }

  private static List<AppKey> keys(Fields app) throws Wrong {
    var keys = new ArrayList<AppKey>();
    if (app.has("key") || !app.has("keys")) {
      keys.add(key(app));
    }
    for (var pair : app.objects("keys")) {
      pair.known(Set.of("key", "secret"));
      keys.add(key(pair));
    }
    return keys;
  }

  private static AppKey key(Fields pair) throws Wrong {
    var key = pair.text("key");
    var secret = pair.text("secret");
    try {
      return new AppKey(key, secret);
    } catch (IllegalArgumentException e) {
      throw pair.wrong(String.valueOf(e.getMessage()));
    }
  }

  private IllegalStateException refused(String why) {
    return new IllegalStateException("The apps file %s cannot be used: %s".formatted(path, why));
  }

  private static Set<String> known() {
    var known = new HashSet<>(AppJson.KNOWN);
    known.addAll(Set.of("key", "secret", "keys"));
    return Set.copyOf(known);
  }
}
