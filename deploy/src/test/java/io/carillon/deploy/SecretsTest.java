package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretsTest {
  /// A value after a name that tells of a secret: not a reference, not empty, not a placeholder.
  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)[\\w.\"-]*(password|secret|platform[-_]key|token)[\"']?[ \\t]*[:=][ \\t]*(?![\"']?(\\?|false|<|\\$\\{|\\{|\\[|REPLACE))[\"']?\\S{3,}");

  private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9+/]{40,}={0,2}|[0-9a-f]{32,}");

  static Stream<String> files() {
    return Stream.of("deploy/images", "deploy/compose.yaml", "deploy/compose.env.example", "k8s")
        .flatMap(place -> Repository.below(place, "").stream());
  }

  @Test
  @DisplayName("R156 no file holds a secret, nor the one of development")
  void none() {
    assertThat(files().toList())
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(Repository.text(file))
                .as(file)
                .doesNotContain("app-secret")
                .doesNotContainPattern(VALUE)
                .doesNotContainPattern(RANDOM));
    assertThat(Manifests.in(Manifests.BASE)).noneMatch(Secret.class::isInstance);
  }

  @Test
  @DisplayName("a secret that somebody leaves there is found")
  void found() {
    assertThat(
            List.of(
                "POSTGRES_PASSWORD: carillon",
                "QUARKUS_DATASOURCE_PASSWORD=hunter2",
                "\"secret\": \"c2VjcmV0\""))
        .allMatch(line -> VALUE.matcher(line).find());
    assertThat(RANDOM.matcher("key: q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=").find()).isTrue();
  }

  @Test
  @DisplayName("every secret that a pod refers to stands in the README, with its key")
  void documented() {
    // When
    var keys = new TreeSet<String>();
    Part.all()
        .forEach(part -> {
          var container = Manifests.container(part);
          container.getEnv().stream()
              .filter(one -> one.getValueFrom() != null)
              .map(one -> one.getValueFrom().getSecretKeyRef())
              .filter(Objects::nonNull)
              .forEach(one -> keys.add("| `" + one.getName() + "` | `" + one.getKey() + "` |"));
          Manifests.pod(part).getVolumes().stream()
              .filter(volume -> volume.getSecret() != null)
              .forEach(volume ->
                  volume
                      .getSecret()
                      .getItems()
                      .forEach(item ->
                          keys.add(
                              "| `%s` | `%s` |"
                                  .formatted(volume.getSecret().getSecretName(), item.getKey()))));
        });

    // Then
    assertThat(keys).hasSize(4);
    assertThat(Repository.text("k8s/README.md")).contains(keys);
  }
}
