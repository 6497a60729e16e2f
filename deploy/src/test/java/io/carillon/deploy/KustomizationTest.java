package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizationTest {
  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "labels",
          "resources",
          "images",
          "configMapGenerator",
          "patches");

  @ParameterizedTest
  @ValueSource(strings = {Manifests.BASE, Manifests.EXAMPLE})
  @DisplayName("lists every file beside it, and every file listed exists")
  void lists(String directory) {
    // Given
    var kustomization = Manifests.kustomization(directory);

    // When
    var listed = new ArrayList<>(kustomization.child("resources").texts());
    listed.removeIf(name -> !name.contains("."));
    listed.removeIf(name -> name.startsWith(".."));
    nodes(kustomization, "configMapGenerator")
        .filter(generator -> generator.has("envs"))
        .forEach(generator -> listed.addAll(generator.child("envs").texts()));
    nodes(kustomization, "patches").forEach(patch -> listed.add(patch.child("path").text()));

    // Then
    assertThat(kustomization.keys()).isSubsetOf(KNOWN);
    assertThat(Repository.below(directory, ""))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("kustomization.yaml"), listed.stream())
                .map(name -> directory + "/" + name)
                .toList());
  }

  @Test
  @DisplayName("the base chooses no namespace")
  void noNamespace() {
    assertThat(Manifests.kustomization(Manifests.BASE).has("namespace")).isFalse();
    assertThat(Manifests.in(Manifests.BASE))
        .allMatch(resource -> resource.getMetadata().getNamespace() == null);
  }

  @Test
  @DisplayName("the overlay gives each image of ours a name and a tag")
  void images() {
    assertThat(nodes(Manifests.kustomization(Manifests.EXAMPLE), "images"))
        .allSatisfy(image -> assertThat(image.child("newTag").text()).matches("\\d+\\.\\d+\\.\\d+"))
        .extracting(image -> image.child("name").text())
        .containsExactlyInAnyOrderElementsOf(Part.all().map(Part::image).toList());
  }

  @Test
  @DisplayName("the overlay says every name that the base leaves open")
  void open() {
    // When
    var open =
        Part.all()
            .flatMap(part -> Manifests.environment(part).entrySet().stream())
            .filter(setting -> setting.getValue().contains(".invalid"))
            .map(setting -> setting.getKey())
            .distinct()
            .toList();
    var said =
        nodes(Manifests.kustomization(Manifests.EXAMPLE), "configMapGenerator")
            .flatMap(generator -> generator.child("literals").texts().stream())
            .map(literal -> literal.split("=", 2)[0]);

    // Then
    assertThat(said).containsExactlyInAnyOrderElementsOf(open);
  }

  @Test
  @DisplayName("R158 only what browsers and servers call is reachable from outside")
  void reachable() {
    var ingress = Repository.text(Manifests.EXAMPLE + "/ingress.yaml");
    assertThat(ingress.lines().filter(line -> line.contains("path: ")).map(String::strip))
        .isNotEmpty()
        .noneMatch(path -> path.endsWith("path: /") || path.contains("/q"))
        .noneMatch(path -> path.contains("/internal") || path.contains("/api/access"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.BASE, Manifests.EXAMPLE})
  @DisplayName("R158 kustomize builds it, and the cluster would know every field")
  void builds(String directory) {
    // Given
    Assumptions.assumeTrue(run("kubectl", "version", "--client").isPresent(), "kubectl is here");

    // When
    var built = run("kubectl", "kustomize", Repository.path(directory).toString());

    // Then
    assertThat(built).isPresent();
    var manifests = StrictRead.manifests(directory, built.orElseThrow());
    assertThat(manifests).hasSizeGreaterThan(20).flatMap(StrictRead::strangers).isEmpty();
  }

  private static Stream<Yaml> nodes(Yaml kustomization, String name) {
    if (!kustomization.has(name)) {
      return Stream.of();
    }
    var list = (List<?>) kustomization.child(name).value();
    return list.stream().map(node -> new Yaml(kustomization.where() + "." + name, node));
  }

  private static Optional<String> run(String... command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
