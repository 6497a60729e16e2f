package io.carillon.gateway.socket;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// A gateway that routes two topics of another team, with a log of its own.
public final class RoutedTopics implements QuarkusTestResourceLifecycleManager {
  static final String PREFIX = "routed.";
  static final int PARTITIONS = 8;
  static final String ORDERS = "team.orders";
  static final String ANY_APP = "team.any-app";
  static final String GROUP = PREFIX + "routes";
  static final String ROUTES =
      """
      [{"name":"orders", "topic":"team.orders", "app":"app-id", "channel":"orders-{value.room}",
        "event":"{header.type}"},
       {"name":"any-app", "topic":"team.any-app", "app":"{header.app}", "channels":["all","all-{key}"],
        "event":"told", "data":"{value.payload}"}]
      """;

  @Override
  public Map<String, String> start() {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", LocalParts.kafka().bootstrapServers()))) {
      var missing =
          List.of(ORDERS, ANY_APP).stream()
              .filter(each -> !known(admin, each))
              .map(each -> new NewTopic(each, 4, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot make the topics", e);
    }
    return Map.of(
        "carillon.routes.file",
        file().toString(),
        "carillon.routes.first-start",
        "earliest",
        "carillon.topics.prefix",
        PREFIX);
  }

  private static boolean known(Admin admin, String topic) {
    try {
      return admin.listTopics().names().get().contains(topic);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot list the topics", e);
    }
  }

  static Path file() {
    try {
      var file = Files.createTempFile("carillon-test-routes-", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, ROUTES);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write the routes file", broken);
    }
  }

  @Override
  public void stop() {
    // The file goes with the JVM.
  }

  /// After the parts, whose prefix it replaces.
  @Override
  public int order() {
    return 1;
  }
}
