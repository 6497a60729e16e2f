package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("image, compose and cluster mean the same port")
  void port(Part part) {
    // Given
    var file = ContainerFile.of(part);

    // When
    var port = file.only("EXPOSE");

    // Then
    assertThat(file.only("ENV"))
        .contains("QUARKUS_HTTP_PORT=" + port)
        .contains("QUARKUS_HTTP_HOST=0.0.0.0");
    assertThat(Compose.service(part).child("ports").texts().getFirst()).endsWith(":" + port);
    assertThat(Compose.service(part).at("healthcheck.test").texts().getLast())
        .contains("/dev/tcp/127.0.0.1/" + port + ";");
    assertThat(Manifests.container(part).getPorts().getFirst().getContainerPort())
        .hasToString(port);
    var service = Manifests.named(part, Service.class).getSpec().getPorts().getFirst();
    assertThat(service.getPort()).hasToString(port);
    assertThat(service.getTargetPort().getStrVal()).isEqualTo("http");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("R156 image and cluster mean the same user, and compose leaves it to the image")
  void user(Part part) {
    // When
    var user = ContainerFile.of(part).only("USER").split(":", 2);

    // Then
    var security = Manifests.pod(part).getSecurityContext();
    assertThat(security.getRunAsUser()).hasToString(user[0]);
    assertThat(security.getRunAsGroup()).hasToString(user[1]);
    assertThat(Compose.service(part).has("user")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("compose and cluster ask the same health, and run the same image")
  void health(Part part) {
    // Given
    var ready = Manifests.container(part).getReadinessProbe().getHttpGet().getPath();

    // Then
    assertThat(Compose.service(part).at("healthcheck.test").texts().getLast())
        .contains("GET " + ready + " ");
    assertThat(Manifests.container(part).getImage())
        .isEqualTo(Compose.service(part).child("image").text());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the apps file is where the settings say")
  void apps(Part part) {
    // Given
    var mount =
        Manifests.container(part).getVolumeMounts().stream()
            .filter(one -> one.getName().equals("apps"))
            .findFirst()
            .orElseThrow();

    // When
    var items =
        Manifests.named(part, Deployment.class)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getVolumes()
            .stream()
            .filter(volume -> volume.getName().equals("apps"))
            .flatMap(volume -> volume.getSecret().getItems().stream())
            .toList();

    // Then
    assertThat(items)
        .singleElement()
        .satisfies(item ->
            assertThat(mount.getMountPath() + "/" + item.getPath())
                .isEqualTo(Manifests.environment(part).get("CARILLON_APPS_FILE")));
    assertThat(mount.getReadOnly()).isTrue();
    assertThat(Compose.service(part).child("secrets").texts())
        .singleElement()
        .satisfies(name ->
            assertThat(Compose.environment(part))
                .containsEntry("CARILLON_APPS_FILE", "/run/secrets/" + name));
  }
}
