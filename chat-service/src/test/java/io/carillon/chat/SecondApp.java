package io.carillon.chat;

import io.carillon.local.testing.LocalIssuer;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// A second app beside the development app, with an issuer of its own and a list of origins; and a
/// third that is paused.
public final class SecondApp implements QuarkusTestResourceLifecycleManager {

  public static final Signed SERVER = new Signed("other-key", "other-secret");
  public static final Signed PAUSED = new Signed("paused-key", "paused-secret");
  public static final String ORIGIN = "https://shop.example";

  private static final String TOKEN = "test.second-app.token.";
  private static final int AFTER_THE_PARTS = 10;

  private @Nullable LocalIssuer issuer;

  /// A user of the second app who has the same name as one of the first.
  public static Chat user(String name) {
    return new Chat(name, ConfigProvider.getConfig().getValue(TOKEN + name, String.class));
  }

  @Override
  public int order() {
    return AFTER_THE_PARTS;
  }

  @Override
  public Map<String, String> start() {
    issuer = LocalIssuer.start();
    var settings = new HashMap<String, String>();
    settings.put(TOKEN + "ana", issuer.token("ana"));
    settings.put("carillon.apps.file", appsFile(issuer.issuer()));
    return settings;
  }

  @Override
  public void stop() {
    Optional.ofNullable(issuer).ifPresent(LocalIssuer::close);
  }

  private static String appsFile(String issuer) {
    try {
      var file = Files.createTempFile("apps", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(file, apps(LocalParts.issuer().issuer(), issuer));
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the apps file", e);
    }
  }

  private static String apps(String firstIssuer, String secondIssuer) {
    return """
    [{"id": "app-id", "key": "app-key", "secret": "app-secret", "users": {"issuer": "%s"}},
     {"id": "other-app", "key": "other-key", "secret": "other-secret", "origins": ["%s"],
      "users": {"issuer": "%s"}},
     {"id": "paused-app", "key": "paused-key", "secret": "paused-secret", "paused": true}]
    """
        .formatted(firstIssuer, ORIGIN, secondIssuer);
  }
}
