package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.apps.Fields.Strangers;
import io.carillon.apps.Fields.Wrong;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What editors send of an app and are shown of it: the settings as the file has them, no secret.
///
/// In a change a member that is there replaces the setting, and one that is not there leaves it;
/// `limits` are replaced one by one. A `preset` sets all limits, before those that stand beside it.
public final class AppForm {
  private static final int DEPTH_MAX = 16;
  private static final String VERSION = "version";
  private static final String PRESET = "preset";
  private static final String LIMITS = "limits";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Names come from strangers, and the JVM's table of them is never emptied.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectNode members;

  private AppForm(ObjectNode members) {
    this.members = members;
  }

  /// Reads a body; an empty one is a form without members.
  public static AppForm read(byte[] body) throws WrongForm {
    if (body.length == 0) {
      return new AppForm(JSON.createObjectNode());
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      var at = e.getLocation();
      // Not the parser's own words, which may quote the body.
      throw new WrongForm(
          at == null
              ? "The body is not valid JSON"
              : "The body is not valid JSON, or has a name twice: look at line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw new WrongForm("The body is not valid JSON");
    }
    if (!(json instanceof ObjectNode members)) {
      throw new WrongForm("The body must be a JSON object");
    }
    requireWholeText(members);
    return new AppForm(members);
  }

  /// The settings of an app, its keys without their secrets, its version and where it stands.
  public static ObjectNode shown(RegisteredApp registered) {
    var json = AppJson.write(registered.app());
    var keys = json.putArray("keys");
    registered.app().keys().forEach(key -> keys.addObject().put("key", key.key()));
    json.put(VERSION, registered.version());
    json.put("source", registered.configured() ? "file" : "topic");
    return json;
  }

  /// A preset's name and limits.
  public static ObjectNode shown(LimitsPreset preset) {
    var json = JSON.createObjectNode().put("name", preset.title());
    json.set(LIMITS, AppJson.write(preset.limits()));
    return json;
  }

  /// The version that the editor saw, when it says so.
  public OptionalLong version() throws WrongForm {
    try {
      var version = Fields.of(members, Strangers.REFUSED).number(VERSION, -1);
      if (version < 0 && members.hasNonNull(VERSION)) {
        throw new WrongForm("field \"version\" must be 0 or more");
      }
      return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    } catch (Wrong e) {
      throw new WrongForm(e.why());
    }
  }

  /// Refuses all members but a version.
  public AppForm withoutSettings() throws WrongForm {
    requireKnown(Set.of(VERSION));
    return this;
  }

  /// A new app with the settings of this form.
  ///
  /// @param id counts when the form has none
  public App created(String id, AppKey key) throws WrongForm {
    requireKnown(with(AppJson.KNOWN, PRESET));
    var settings = members.deepCopy();
    settings.remove(PRESET);
    if (!settings.hasNonNull("id")) {
      settings.put("id", id);
    }
    settings.set(LIMITS, limits(AppLimits.DEFAULT));
    return app(settings, List.of(key));
  }

  /// The app with the changes of this form. It is paused by a command of its own.
  public App changed(App app) throws WrongForm {
    var known = new HashSet<>(with(AppJson.KNOWN, PRESET));
    known.add(VERSION);
    known.remove("paused");
    requireKnown(known);
    var id = members.get("id");
    if (id != null && !id.asText().equals(app.id())) {
      throw new WrongForm("field \"id\" cannot be changed: leave it out, or create another app");
    }
    var settings = AppJson.write(app);
    members.properties().forEach(member -> settings.set(member.getKey(), member.getValue()));
    settings.remove(List.of(PRESET, VERSION));
    settings.put("id", app.id());
    settings.set(LIMITS, limits(app.limits()));
    return app(settings, app.keys());
  }

  private JsonNode limits(AppLimits before) throws WrongForm {
    var given = members.get(LIMITS);
    var preset = preset();
    if (given != null && !given.isObject()) {
      // Null stands for the limits of a new app; what is neither is refused with the rest.
      return given;
    }
    var limits = AppJson.write(preset == null ? before : preset.limits());
    if (given instanceof ObjectNode each) {
      limits.setAll(each);
    }
    return limits;
  }

  private @Nullable LimitsPreset preset() throws WrongForm {
    String title;
    try {
      title = Fields.of(members, Strangers.REFUSED).optionalText(PRESET);
    } catch (Wrong e) {
      throw new WrongForm(e.why());
    }
    if (title == null) {
      return null;
    }
    return LimitsPreset.named(title)
        .orElseThrow(
            () -> new WrongForm("field \"preset\" must be one of " + LimitsPreset.titles()));
  }

  private void requireKnown(Set<String> known) throws WrongForm {
    try {
      Fields.of(members, Strangers.REFUSED).known(known);
    } catch (Wrong e) {
      throw new WrongForm(e.why());
    }
  }

  private static App app(ObjectNode settings, List<AppKey> keys) throws WrongForm {
    try {
      return AppJson.read(Fields.of(settings, Strangers.REFUSED), keys);
    } catch (Wrong e) {
      throw new WrongForm(e.why());
    }
  }

  private static Set<String> with(Set<String> names, String another) {
    var all = new HashSet<>(names);
    all.add(another);
    return Set.copyOf(all);
  }

  // Half a character cannot be stored.
  private static void requireWholeText(JsonNode node) throws WrongForm {
    if (node.isTextual() && !UTF_8.newEncoder().canEncode(node.textValue())) {
      throw new WrongForm("A text in the body has half a character: send whole ones");
    }
    for (var child : node) {
      requireWholeText(child);
    }
  }
}
