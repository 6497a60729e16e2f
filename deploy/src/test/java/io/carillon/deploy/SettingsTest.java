package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  /// Read by the manifests themselves, to make a setting's value.
  private static final Set<String> NO_SETTINGS = Set.of("POD_IP");

  private static final Pattern OF_A_DEVELOPERS_MACHINE =
      Pattern.compile(".*(127\\.0\\.0\\.1|localhost).*|carillon");

  static Stream<Arguments> environments() {
    return Part.all()
        .flatMap(part ->
            Stream.of(
                Arguments.of("compose", part, Compose.environment(part)),
                Arguments.of("k8s", part, Manifests.environment(part))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("environments")
  @DisplayName("every variable that a service is given is a setting that it has")
  void known(String where, Part part, Map<String, String> environment) {
    // Given
    var settings = ServiceSettings.of(part);

    // Then
    assertThat(environment.keySet())
        .as("%s in %s", part, where)
        .isNotEmpty()
        .allMatch(variable -> NO_SETTINGS.contains(variable) || settings.know(variable));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("environments")
  @DisplayName("it is production, so what is open in development is closed")
  void production(String where, Part part, Map<String, String> environment) {
    assertThat(environment)
        .as("%s in %s", part, where)
        .containsEntry("CARILLON_ENVIRONMENT", "production")
        .doesNotContainKeys("CARILLON_DEMO_ENABLED", "QUARKUS_PROFILE");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("environments")
  @DisplayName("nothing keeps an address or a password of a developer's machine")
  void overridden(String where, Part part, Map<String, String> environment) {
    // Given
    var defaults = ServiceSettings.of(part).defaults();

    // When
    var developers =
        defaults.stringPropertyNames().stream()
            .filter(name -> OF_A_DEVELOPERS_MACHINE.matcher(defaults.getProperty(name)).matches())
            .map(ServiceSettings::variable);

    // Then
    assertThat(developers)
        .as("%s in %s", part, where)
        .isNotEmpty()
        .allMatch(environment::containsKey);
    assertThat(environment).containsKey("QUARKUS_OIDC_AUTH_SERVER_URL");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("compose and cluster give the same settings, but for names, places and copies")
  void same(Part part) {
    // Given
    var compose = Compose.environment(part);
    var cluster = Manifests.environment(part);

    // When
    var different = new TreeMap<String, String>();
    cluster.forEach((name, value) -> {
      var other = compose.get(name);
      if (!value.equals(other) && !value.startsWith("secret ") && !value.contains(".invalid")) {
        different.put(name, value + " and " + other);
      }
    });

    // Then
    different.keySet().removeIf(name -> name.endsWith("_STREAMS_ADVERTISED"));
    different.keySet().removeAll(NO_SETTINGS);
    assertThat(different.keySet())
        .containsExactlyInAnyOrder("CARILLON_APPS_FILE", "CARILLON_TOPICS_REPLICATION");
  }

  @Test
  @DisplayName("settings are found in the sources: nested, in lists, single; a misspelt one is not")
  void found() {
    // Given
    var gateway = ServiceSettings.of(Part.GATEWAY);
    var presence = ServiceSettings.of(Part.PRESENCE);

    // Then
    assertThat(gateway.know("CARILLON_AUTH_RULES_12__CHANNELS")).isTrue();
    assertThat(gateway.know("CARILLON_AUTH_RULES_12_CHANNELS")).isFalse();
    assertThat(gateway.know("CARILLON_AUTH_ASK_URI")).isFalse();
    assertThat(gateway.know("QUARKUS_DATASOURCE_PASSWORD")).isFalse();
    assertThat(presence.know("PRESENCE_STREAMS_SESSION_TIMEOUT")).isTrue();
    assertThat(presence.know("CARILLON_STATE_DIR")).isTrue();
    assertThat(presence.know("CARILLON_AUTH_ASK_URL")).isFalse();
  }
}
