package io.carillon.local.launch;

import io.carillon.local.part.DevelopmentIssuer;
import io.carillon.local.part.KafkaCluster;
import io.carillon.local.part.PostgresServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The settings of Carillon's own applications, as environment variables.
record PartSettings(
    StackOptions options,
    Home home,
    KafkaCluster cluster,
    PostgresServer database,
    DevelopmentIssuer issuer) {

  Map<String, String> of(String kind, int port) throws IOException {
    var settings = new HashMap<>(everywhere());
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    settings.putAll(kind.equals("gateway") ? gateway() : service());
    return settings;
  }

  private Map<String, String> everywhere() throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
    settings.put("CARILLON_TOPICS_REPLICATION", Integer.toString(options.brokers()));
    settings.put("CARILLON_ENVIRONMENT", "development");
    settings.put("CARILLON_APPS_FILE", AppsFile.path(options, home).toString());
    settings.put("CARILLON_APPS_PLATFORM_KEY", home.platformKey());
    settings.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.issuer());
    unlessSet(settings, "CARILLON_TOPICS_PREFIX", "carillon.");
    unlessSet(settings, "CARILLON_TOPICS_PARTITIONS", "64");
    return settings;
  }

  private Map<String, String> service() {
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        database.reactiveUrl(),
        "QUARKUS_DATASOURCE_JDBC_URL",
        database.jdbcUrl(),
        "QUARKUS_DATASOURCE_USERNAME",
        PostgresServer.DATABASE,
        "QUARKUS_DATASOURCE_PASSWORD",
        PostgresServer.DATABASE);
  }

  private Map<String, String> gateway() {
    return Map.of(
        "CARILLON_AUTH_ASK_URL", address("chat") + "/api/access",
        "CARILLON_DEMO_ENABLED", "true",
        "CARILLON_DEMO_CHAT_URL", address("chat"),
        "CARILLON_DEMO_PRESENCE_URL", address("presence"),
        "CARILLON_DEMO_LEADERBOARD_URL", address("leaderboard"),
        "CARILLON_DEMO_OIDC_URL", issuer.issuer());
  }

  private void unlessSet(Map<String, String> settings, String variable, String value) {
    if (options.setting(variable).isEmpty()) {
      settings.put(variable, value);
    }
  }

  private String address(String part) {
    return "http://127.0.0.1:" + options.port(part);
  }
}
