package io.carillon.local.testing;

import io.carillon.local.part.DevelopmentApp;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Gives a Quarkus test the real parts and the settings that lead to them:
///
/// ```java
/// @QuarkusTest
/// @QuarkusTestResource(value = LocalParts.class, initArgs = @ResourceArg(name = "parts", value = "kafka,postgresql,oidc"))
/// class MessagesIT { … }
/// ```
///
/// The parts are shared by all test classes of the JVM and end with it, so a test leaves them as it
/// found them. The init argument `topics` sets the topics' prefix, for a test that must not see
/// what others wrote. A test reaches the parts (to kill them, say) by [#kafka()], [#postgres()] and
/// [#issuer()].
public final class LocalParts implements QuarkusTestResourceLifecycleManager {
  private static final String ALL = "kafka,postgresql,oidc";
  private static final String PARTITIONS = "8"; // quicker than 64, and enough to see order per key

  private String parts = ALL;
  private String topics = "carillon.";

  /// The broker that all tests of this JVM share, started when first asked for.
  public static LocalKafka kafka() {
    return LocalKafka.shared();
  }

  /// The database that all tests of this JVM share, started when first asked for.
  public static LocalPostgres postgres() {
    return LocalPostgres.shared();
  }

  /// The issuer that all tests of this JVM share, started when first asked for.
  public static LocalIssuer issuer() {
    return LocalIssuer.shared();
  }

  @Override
  public void init(Map<String, String> arguments) {
    parts = arguments.getOrDefault("parts", ALL);
    topics = arguments.getOrDefault("topics", topics);
  }

  @Override
  public Map<String, String> start() {
    var settings = new HashMap<String, String>();
    var issuer = Optional.<String>empty();
    for (var part : parts.split(",", -1)) {
      switch (part.strip()) {
        case "kafka" -> settings.putAll(kafkaSettings());
        case "postgresql" -> settings.putAll(postgresSettings());
        case "oidc" -> {
          settings.put("quarkus.oidc.auth-server-url", issuer().issuer());
          issuer = Optional.of(issuer().issuer());
        }
        default ->
            throw new IllegalArgumentException(
                "no part is called " + part + ": kafka, postgresql, oidc");
      }
    }
    settings.put("carillon.environment", "development");
    settings.put("carillon.apps.file", appsFile(issuer).toString());
    settings.put("carillon.apps.platform-key", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.test-port", "0");
    return settings;
  }

  @Override
  public void stop() {
    // The parts are shared: they end with the JVM.
  }

  private Map<String, String> kafkaSettings() {
    return Map.of(
        "kafka.bootstrap.servers",
        kafka().bootstrapServers(),
        "carillon.topics.prefix",
        topics,
        "carillon.topics.partitions",
        PARTITIONS,
        "carillon.topics.replication",
        "1");
  }

  private static Map<String, String> postgresSettings() {
    return Map.of(
        "quarkus.datasource.reactive.url", postgres().reactiveUrl(),
        "quarkus.datasource.jdbc.url", postgres().jdbcUrl(),
        "quarkus.datasource.username", postgres().username(),
        "quarkus.datasource.password", postgres().password());
  }

  private static Path appsFile(Optional<String> issuer) {
    try {
      var file = Files.createTempFile("carillon-test-apps-", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, DevelopmentApp.appsFile(issuer, Optional.empty()));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write the apps file", broken);
    }
  }
}
