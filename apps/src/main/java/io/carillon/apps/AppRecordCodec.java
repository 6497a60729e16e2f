package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.apps.Fields.Strangers;
import io.carillon.apps.Fields.Wrong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value of a record of the topic `apps`: JSON with a version, its secrets sealed. The key is
/// the app id. Fields that this version does not know are ignored, so that a newer editor may add
/// some.
public final class AppRecordCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable PlatformKey platformKey;

  /// @param platformKey null where none is set: then no record can be read or written
  public AppRecordCodec(@Nullable PlatformKey platformKey) {
    this.platformKey = platformKey;
  }

  /// What a record's bytes turned out to be.
  public sealed interface Reading {
    record Opened(AppRecord record) implements Reading {}

    /// It is a record, but its secrets were sealed by another platform key.
    record Sealed(String why) implements Reading {}

    record Broken(String why) implements Reading {}
  }

  /// False without a platform key.
  public boolean seals() {
    return platformKey != null;
  }

  public byte[] encode(AppRecord record) {
    if (platformKey == null) {
      throw new IllegalStateException(
          "An app cannot be stored: set carillon.apps.platform-key, which seals its secrets");
    }
    var json = AppJson.write(record.app());
    json.put("version", record.version());
    var keys = json.putArray("keys");
    for (var key : record.app().keys()) {
      keys.addObject()
          .put("key", key.key())
          .put("sealed", platformKey.seal(key.secret(), record.app().id()));
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an app cannot be written as JSON", e);
    }
  }

  public static byte[] key(String appId) {
    return appId.getBytes(UTF_8);
  }

  public Reading decode(String appId, byte[] value) {
    try {
      var fields = Fields.of(JSON.readTree(value), Strangers.IGNORED);
      if (!fields.text("id").equals(appId)) {
        return new Reading.Broken("field \"id\" is not the record's key");
      }
      var keys = keys(fields, appId);
      return keys == null
          ? new Reading.Sealed(
              platformKey == null
                  ? "its secrets are sealed: set carillon.apps.platform-key"
                  : "its secrets were sealed by another key than carillon.apps.platform-key")
          : new Reading.Opened(
              new AppRecord(fields.number("version", 0), AppJson.read(fields, keys)));
    } catch (Wrong e) {
      return new Reading.Broken(e.why());
    } catch (IllegalArgumentException e) {
      return new Reading.Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reading.Broken("it is not valid JSON");
    }
  }

  /// Null when one of them does not open.
  private @Nullable List<AppKey> keys(Fields app, String appId) throws Wrong {
    var keys = new ArrayList<AppKey>();
    for (var pair : app.objects("keys")) {
      var key = pair.text("key");
      var sealed = pair.text("sealed");
      if (platformKey == null) {
        return null;
      }
      var secret = platformKey.open(sealed, appId);
      if (secret.isEmpty()) {
        return null;
      }
      keys.add(new AppKey(key, secret.get()));
    }
    return keys;
  }
}
