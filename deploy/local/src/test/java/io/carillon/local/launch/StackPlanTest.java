package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.local.part.Workspace;
import io.carillon.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlanTest {
  @TempDir private Path root;

  @BeforeEach
  void buildEverything() throws IOException {
    for (var module :
        List.of("gateway", "chat-service", "presence-service", "leaderboard-service")) {
      var jar = new Workspace(root).application(module);
      Files.createDirectories(jar.getParent());
      Files.createFile(jar);
    }
    Files.createDirectories(root.resolve("deploy/local/kafka/target/lib"));
    Files.createDirectories(root.resolve("deploy/local/oidc/target/lib"));
  }

  @Test
  void namesThePartsInTheOrderInWhichPeopleSeeThem() throws IOException {
    // When
    var plan = plan(2, 3, Set.of(), Map.of());
    // Then
    assertThat(plan)
        .extracting(PlannedPart::name)
        .containsExactly(
            "postgresql",
            "kafka",
            "kafka-2",
            "kafka-3",
            "oidc",
            "gateway",
            "gateway-2",
            "chat",
            "presence",
            "leaderboard");
  }

  @Test
  void gatewaysDoNotWaitForTheDatabase() throws IOException {
    // When
    var plan = plan(1, 1, Set.of(), Map.of());
    // Then
    assertThat(part(plan, "gateway").after()).containsExactlyInAnyOrder("kafka", "oidc");
    assertThat(part(plan, "chat").after()).containsExactlyInAnyOrder("kafka", "oidc", "postgresql");
  }

  @Test
  void startsOnlyWhatWasAskedFor() throws IOException {
    // When
    var plan = plan(1, 1, Set.of("kafka", "gateway"), Map.of());
    // Then
    assertThat(plan).extracting(PlannedPart::name).containsExactly("kafka", "gateway");
    assertThat(part(plan, "gateway").after()).containsExactly("kafka");
  }

  @Test
  void aServiceIsToldWhereEverythingIs() throws IOException {
    // When
    var chat = program(plan(1, 1, Set.of(), Map.of("CARILLON_POSTGRESQL_PORT", "6000")), "chat");
    // Then
    assertThat(chat.environment())
        .containsEntry("QUARKUS_HTTP_PORT", "8081")
        .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
        .containsEntry("CARILLON_TOPICS_PARTITIONS", "64")
        .containsEntry("CARILLON_TOPICS_REPLICATION", "1")
        .containsEntry("CARILLON_ENVIRONMENT", "development")
        .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:6000/carillon")
        .containsEntry("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:8090/carillon")
        .containsKey("CARILLON_APPS_PLATFORM_KEY");
  }

  @Test
  void threeBrokersCarryEveryRecordThreeTimes() throws IOException {
    // When
    var gateway = program(plan(2, 3, Set.of(), Map.of()), "gateway-2");
    // Then
    assertThat(gateway.environment())
        .containsEntry("QUARKUS_HTTP_PORT", "8180")
        .containsEntry("CARILLON_TOPICS_REPLICATION", "3")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092,127.0.0.1:9192,127.0.0.1:9292")
        .containsEntry("CARILLON_DEMO_ENABLED", "true")
        .containsEntry("CARILLON_DEMO_CHAT_URL", "http://127.0.0.1:8081");
  }

  @Test
  void secretsStandInNoCommandLine() throws IOException {
    // When
    var chat = program(plan(1, 1, Set.of(), Map.of()), "chat");
    // Then
    var key = chat.environment().getOrDefault("CARILLON_APPS_PLATFORM_KEY", "");
    assertThat(key).isNotEmpty();
    assertThat(chat.command()).noneMatch(word -> word.contains(key));
  }

  @Test
  void namesEveryBusyPortAndWhatToSet() throws IOException {
    // Given
    var plan = plan(2, 1, Set.of(), Map.of());
    // When
    var complaint = PortCheck.complaint(plan, port -> port == 8180 || port == 9093);
    // Then
    assertThat(complaint.lines())
        .containsExactly(
            "Port 9093 (kafka) is in use: stop what listens there, or set CARILLON_KAFKA_PORT to"
                + " another port.",
            "Port 8180 (gateway-2) is in use: stop what listens there, or set CARILLON_GATEWAY_PORT"
                + " to another port.");
  }

  private List<PlannedPart> plan(
      int gateways, int brokers, Set<String> only, Map<String, String> environment)
      throws IOException {
    var home = new Home(root.resolve("home")).created();
    return StackPlan.of(
        new StackOptions(gateways, brokers, only, environment), home, new Workspace(root));
  }

  private static PlannedPart part(List<PlannedPart> plan, String name) {
    return plan.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  private static Program program(List<PlannedPart> plan, String name) throws IOException {
    return part(plan, name).part().prepare();
  }
}
