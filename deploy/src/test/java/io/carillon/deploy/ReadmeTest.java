package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\R(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]+)[^)]*\\)");

  @ParameterizedTest
  @ValueSource(strings = {"deploy/README.md", "k8s/README.md"})
  @DisplayName("the files that its commands name are there, seen from the repository's root")
  void commands(String readme) {
    // When
    var paths =
        BLOCK
            .matcher(Repository.text(readme))
            .results()
            .flatMap(block -> Arrays.stream(block.group(1).split("\\s+", -1)))
            .map(word -> word.replaceFirst("^--[a-z-]+=", ""))
            .filter(word -> word.matches("[a-z][\\w./-]*/[\\w./-]*"))
            .filter(word -> !word.startsWith("carillon/") && !word.contains("/target/"))
            .toList();

    // Then
    assertThat(paths).hasSizeGreaterThanOrEqualTo(2).allMatch(Repository::has);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/README.md", "k8s/README.md"})
  @DisplayName("what it links to is there")
  void links(String readme) {
    // Given
    var place = Repository.path(readme);

    // When
    var targets =
        LINK.matcher(Repository.text(readme)).results().map(link -> link.group(1)).toList();

    // Then
    assertThat(targets).isNotEmpty().allMatch(target -> exists(place, target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/README.md", "k8s/README.md"})
  @DisplayName("says what was not run")
  void honest(String readme) {
    assertThat(Stream.of(Repository.text(readme).split("\\R", -1)).toList())
        .containsAnyElementsOf(List.of("## Not run", "## Run and not run"));
  }

  private static boolean exists(Path readme, String target) {
    return Files.exists(readme.resolveSibling(target).normalize());
  }
}
