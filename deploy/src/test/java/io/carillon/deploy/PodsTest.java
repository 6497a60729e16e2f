package io.carillon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PodsTest {
  /// What an engine may take to close, and a bit.
  private static final Duration CLOSING = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "R156 a pod has no root, no capability, no token, and a file system that stays as it is")
  void closed(Part part) {
    // Given
    var pod = Manifests.pod(part);
    var container = Manifests.container(part).getSecurityContext();

    // Then
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getServiceAccountName()).isEqualTo(part.id());
    assertThat(Manifests.named(part, ServiceAccount.class).getAutomountServiceAccountToken())
        .isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Services of the namespace add nothing to the environment, which is settings")
  void noServiceLinks(Part part) {
    assertThat(Manifests.pod(part).getEnableServiceLinks()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "each place that is mounted has a volume, and each volume that is written has a bound")
  void volumes(Part part) {
    // Given
    var pod = Manifests.pod(part);
    var mounts = Manifests.container(part).getVolumeMounts();

    // Then
    assertThat(mounts)
        .extracting(mount -> mount.getName())
        .containsExactlyInAnyOrderElementsOf(
            pod.getVolumes().stream().map(volume -> volume.getName()).toList());
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getEmptyDir() != null)
        .isNotEmpty()
        .allMatch(volume -> volume.getEmptyDir().getSizeLimit() != null);
    assertThat(mounts).extracting(mount -> mount.getMountPath()).contains("/tmp");
    var state = Manifests.environment(part).get("CARILLON_STATE_DIR");
    if (state != null) {
      assertThat(mounts).anyMatch(mount -> state.startsWith(mount.getMountPath() + "/"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("R158 probes ask the port that is open; a broker that is away restarts nothing")
  void probes(Part part) {
    // Given
    var container = Manifests.container(part);

    // Then
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
    assertThat(
            Stream.of(
                container.getReadinessProbe(),
                container.getLivenessProbe(),
                container.getStartupProbe()))
        .allMatch(probe -> "http".equals(probe.getHttpGet().getPort().getStrVal()));
    assertThat(container.getPorts()).extracting(port -> port.getName()).containsExactly("http");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("R159 a new pod is there before an old one goes, and has the time to leave in peace")
  void rolls(Part part) {
    // Given
    var settings = ServiceSettings.of(part).defaults();
    var pod = Manifests.pod(part);

    // When
    var stopping =
        CLOSING
            .plusSeconds(
                Manifests.container(part).getLifecycle().getPreStop().getSleep().getSeconds())
            .plus(duration(settings.getProperty("quarkus.shutdown.delay", "0s")))
            .plus(duration(settings.getProperty("quarkus.shutdown.timeout", "0s")));

    // Then
    assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds())).isGreaterThan(stopping);
    assertThat(duration(Compose.service(part).child("stop_grace_period").text()))
        .isGreaterThan(stopping);
    var rolling =
        Manifests.named(part, Deployment.class).getSpec().getStrategy().getRollingUpdate();
    assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
    assertThat(rolling.getMaxSurge().getIntVal()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("memory is asked for as it is limited, and hosts and zones are used evenly")
  void resources(Part part) {
    // Given
    var resources = Manifests.container(part).getResources();

    // Then
    assertThat(resources.getRequests()).containsKeys("cpu", "memory");
    assertThat(resources.getLimits().get("memory"))
        .isEqualTo(resources.getRequests().get("memory"));
    assertThat(Manifests.pod(part).getTopologySpreadConstraints())
        .extracting(constraint -> constraint.getTopologyKey())
        .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "R158 service, disruption budget, network policy and spread select the part's own pods")
  void selects(Part part) {
    // Given
    var deployment = Manifests.named(part, Deployment.class).getSpec();

    // When
    var labels = deployment.getTemplate().getMetadata().getLabels();

    // Then
    assertThat(deployment.getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(Manifests.named(part, Service.class).getSpec().getSelector()).isEqualTo(labels);
    assertThat(
            Manifests.named(part, PodDisruptionBudget.class)
                .getSpec()
                .getSelector()
                .getMatchLabels())
        .isEqualTo(labels);
    assertThat(
            Manifests.named(part, NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels())
        .isEqualTo(labels);
    assertThat(Manifests.pod(part).getTopologySpreadConstraints())
        .allMatch(one -> one.getLabelSelector().getMatchLabels().equals(labels));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "R156 in by the HTTP port alone, out to DNS, Kafka, the issuer and what the part uses")
  void network(Part part) {
    // Given
    var policy = Manifests.named(part, NetworkPolicy.class).getSpec();
    boolean hasDatabase = Manifests.environment(part).containsKey("QUARKUS_DATASOURCE_JDBC_URL");

    // When
    var out = new TreeSet<Integer>();
    policy.getEgress().stream()
        .flatMap(rule -> rule.getPorts().stream())
        .forEach(port -> out.add(port.getPort().getIntVal()));

    // Then
    assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getIngress().stream().flatMap(rule -> rule.getPorts().stream()))
        .allMatch(port -> port.getPort().getIntVal() == 8080)
        .hasSize(1);
    assertThat(out).contains(53, 443, 9092, 9093);
    assertThat(out.contains(5432)).isEqualTo(hasDatabase);
    // Towards a part of this installation: the rule names its pods.
    assertThat(policy.getEgress())
        .filteredOn(rule -> rule.getPorts().getFirst().getPort().getIntVal() == 8080)
        .allMatch(rule -> rule.getTo().size() == 1);
  }

  @Test
  @DisplayName("R158 the autoscaler counts the gateway's pods, which the deployment leaves to it")
  void scales() {
    // Given
    var scaler = Manifests.named(Part.GATEWAY, HorizontalPodAutoscaler.class).getSpec();

    // Then
    assertThat(scaler.getScaleTargetRef().getKind()).isEqualTo("Deployment");
    assertThat(scaler.getScaleTargetRef().getName()).isEqualTo(Part.GATEWAY.id());
    assertThat(scaler.getMinReplicas()).isGreaterThanOrEqualTo(2);
    assertThat(Manifests.named(Part.GATEWAY, Deployment.class).getSpec().getReplicas()).isNull();
  }

  @Test
  @DisplayName("what is not the part's own is the same in all four")
  void agree() {
    assertThat(
            Part.all()
                .map(part -> {
                  var pod = Manifests.pod(part);
                  var container = Manifests.container(part);
                  return List.of(
                      pod.getSecurityContext(),
                      pod.getTerminationGracePeriodSeconds(),
                      container.getSecurityContext(),
                      container.getPorts(),
                      container.getStartupProbe(),
                      container.getReadinessProbe(),
                      container.getLivenessProbe(),
                      container.getLifecycle());
                })
                .distinct())
        .hasSize(1);
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.replace("ms", "")))
        : Duration.parse("PT" + text);
  }
}
