package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainerFilesTest {
  /// What Quarkus' fast-jar consists of.
  private static final Set<String> BUILT = Set.of("lib/", "quarkus/", "app/", "quarkus-run.jar");

  @ParameterizedTest
  @EnumSource
  @DisplayName("R156 runs as a numeric user that is not root, after everything was copied as root")
  void user(Part part) {
    // Given
    var file = ContainerFile.of(part);

    // When
    var names = file.instructions().stream().map(ContainerFile.Instruction::name).toList();

    // Then
    assertThat(file.only("USER")).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
    assertThat(names.lastIndexOf("COPY")).isLessThan(names.indexOf("USER"));
    assertThat(file.all("COPY")).noneMatch(copy -> copy.contains("--chown"));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("copies the whole built application, seldom changing parts first")
  void copies(Part part) {
    // When
    var sources =
        ContainerFile.of(part).all("COPY").stream().map(copy -> copy.split("\\s+", 2)[0]).toList();

    // Then
    assertThat(sources).containsExactlyInAnyOrderElementsOf(BUILT);
    assertThat(sources.indexOf("lib/")).isLessThan(sources.indexOf("app/"));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("what is copied is what the build makes")
  void built(Part part) {
    var directory = part.module() + "/target/quarkus-app/";
    Assumptions.assumeTrue(Repository.has(directory + "quarkus-run.jar"), "it was built before");

    // Then
    assertThat(BUILT).allMatch(name -> Repository.has(directory + name));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("signals reach the Java process: no shell in between, and memory's end is an exit")
  void entrypoint(Part part) {
    // When
    var words = Yaml.documents("ENTRYPOINT", ContainerFile.of(part).only("ENTRYPOINT"));

    // Then
    assertThat(words.getFirst().texts())
        .startsWith("java")
        .contains("-XX:+ExitOnOutOfMemoryError")
        .endsWith("-jar", "quarkus-run.jar");
    assertThat(ContainerFile.of(part).all("CMD")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("R156 the base is pinned, has JRE 25, and can be given by digest")
  void base(Part part) {
    // Given
    var file = ContainerFile.of(part);

    // Then
    assertThat(file.only("ARG")).matches("BASE=eclipse-temurin:25\\.[\\d._]+-jre-\\w+");
    assertThat(file.only("FROM")).isEqualTo("${BASE}");
  }

  @Test
  @DisplayName("the four differ in title and memory alone")
  void agree() {
    // When
    var texts = new TreeSet<String>();
    Part.all().map(ContainerFilesTest::common).forEach(texts::add);

    // Then
    assertThat(texts).hasSize(1);
  }

  @Test
  @DisplayName("a continued instruction is one, and comments are none")
  void parses() {
    // When
    var file = ContainerFile.parse("# FROM a\nENV A=1 \\\n    B=2\n\nUSER 10001\n");

    // Then
    assertThat(file.instructions())
        .isEqualTo(
            List.of(
                new ContainerFile.Instruction("ENV", "A=1 B=2"),
                new ContainerFile.Instruction("USER", "10001")));
  }

  private static String common(Part part) {
    return Repository.text(ContainerFile.path(part))
        .replaceFirst("context: " + part.module() + "/", "context: MODULE/")
        .replaceFirst("image.title=\"[^\"]+\"", "")
        .replaceFirst("MaxRAMPercentage=\\d+", "");
  }
}
