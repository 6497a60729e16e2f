package io.carillon.gateway.socket;

import io.carillon.gateway.webhook.Receiver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The development app with two webhook targets, and a server behind both.
public final class ReceivingApps implements QuarkusTestResourceLifecycleManager {
  static final String ALL = "/all";
  static final String FAILING = "/failing";

  private @Nullable Path apps;
  private @Nullable Receiver receiver;

  @Override
  public int order() {
    return 1; // above what the local parts say
  }

  @Override
  public Map<String, String> start() {
    Receiver listening = Receiver.start(Map.of("app-key", "app-secret"));
    listening.answerAlways(FAILING, 500);
    receiver = listening;
    var json =
        """
        [{"id":"app-id","key":"app-key","secret":"app-secret","clientEvents":true,"subscriptionCounts":true,
          "webhooks":[{"url":"%s"},{"url":"%s","channelPrefix":"failing-","events":["channel_occupied"]}]}]
        """
            .formatted(listening.url(ALL), listening.url(FAILING));
    try {
      var file = Files.writeString(Files.createTempFile("carillon-apps", ".json"), json);
      apps = file;
      return Map.of("carillon.apps.file", file.toString(), "carillon.topics.prefix", "receiving.");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare", e);
    }
  }

  /// Gives the receiver to fields of its type.
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(receiver, new TestInjector.MatchesType(Receiver.class));
  }

  @Override
  public void stop() {
    try {
      if (receiver != null) {
        receiver.close();
      }
      if (apps != null) {
        Files.delete(apps);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up", e);
    }
  }
}
