package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrictReadTest {
  private static final String GATEWAY = "k8s/base/gateway.yaml";

  static Stream<String> files() {
    return Stream.of(Manifests.BASE, Manifests.EXAMPLE)
        .flatMap(directory -> Manifests.files(directory).stream());
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("R158 every field of a manifest is one that the cluster knows")
  void strict(String file) {
    // When
    var manifests = StrictRead.manifests(file, Repository.text(file));

    // Then
    assertThat(manifests).isNotEmpty().flatMap(StrictRead::strangers).isEmpty();
  }

  @Test
  @DisplayName("a misspelt field is found by its path, however deep it stands")
  void misspelt() {
    // Given
    var text =
        Repository.text(GATEWAY)
            .replace("readOnlyRootFilesystem", "readOnlyRootFileSystem")
            .replace("appProtocol:", "applicationProtocol:");

    // When
    var strangers =
        StrictRead.manifests(GATEWAY, text).stream().map(StrictRead::strangers).toList();

    // Then
    assertThat(strangers.stream().flatMap(found -> found.stream()))
        .containsExactlyInAnyOrder(
            "Service/gateway.spec.ports[0].applicationProtocol",
            "Deployment/gateway.spec.template.spec.containers[0].securityContext.readOnlyRootFileSystem");
  }

  @Test
  @DisplayName("a value of the wrong type is refused")
  void wrongType() {
    var text = Repository.text(GATEWAY).replace("maxReplicas: 10", "maxReplicas: many");
    assertThatThrownBy(() -> StrictRead.manifests(GATEWAY, text))
        .hasStackTraceContaining("maxReplicas")
        .hasStackTraceContaining("many");
  }

  @Test
  @DisplayName("a kind that does not exist is refused")
  void unknownKind() {
    var text = Repository.text(GATEWAY).replace("kind: Service\n", "kind: Servise\n");
    assertThatThrownBy(() -> StrictRead.manifests(GATEWAY, text)).hasMessageContaining("Servise");
  }

  @Test
  @DisplayName("a key that stands twice is refused")
  void twice() {
    var text = Repository.text(GATEWAY).replace("maxReplicas: 10", "minReplicas: 10");
    assertThatThrownBy(() -> StrictRead.manifests(GATEWAY, text))
        .hasMessageContaining("duplicate key minReplicas");
  }
}
