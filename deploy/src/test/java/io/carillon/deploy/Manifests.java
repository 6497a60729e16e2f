package io.carillon.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The manifests below `k8s`.
final class Manifests {
  static final String BASE = "k8s/base";
  static final String EXAMPLE = "k8s/overlays/example";

  private Manifests() {}

  /// The files that a kustomization lists as resources, without directories.
  static List<String> files(String directory) {
    return kustomization(directory).child("resources").texts().stream()
        .filter(name -> name.endsWith(".yaml"))
        .map(name -> directory + "/" + name)
        .toList();
  }

  static Yaml kustomization(String directory) {
    return Yaml.document(directory + "/kustomization.yaml");
  }

  static Stream<HasMetadata> in(String directory) {
    return files(directory).stream()
        .flatMap(file -> StrictRead.manifests(file, Repository.text(file)).stream());
  }

  static <T extends HasMetadata> T named(Part part, Class<T> type) {
    return in(BASE)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(resource -> resource.getMetadata().getName().equals(part.id()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " has no " + type.getSimpleName()));
  }

  static PodSpec pod(Part part) {
    return named(part, Deployment.class).getSpec().getTemplate().getSpec();
  }

  static Container container(Part part) {
    var containers = pod(part).getContainers();
    if (containers.size() != 1) {
      throw new AssertionError(part + " has " + containers.size() + " containers");
    }
    return containers.getFirst();
  }

  /// What the container finds in its environment from settings; secrets have their place as value.
  static Map<String, String> environment(Part part) {
    var values = new TreeMap<String, String>();
    for (var source : container(part).getEnvFrom()) {
      if (source.getConfigMapRef() != null) {
        values.putAll(generated(source.getConfigMapRef().getName()));
      }
    }
    container(part).getEnv().forEach(variable -> values.put(variable.getName(), value(variable)));
    return values;
  }

  private static String value(EnvVar variable) {
    if (variable.getValue() != null) {
      return variable.getValue();
    }
    var from = variable.getValueFrom();
    return from.getSecretKeyRef() == null
        ? "field " + from.getFieldRef().getFieldPath()
        : "secret " + from.getSecretKeyRef().getName() + "/" + from.getSecretKeyRef().getKey();
  }

  private static Map<String, String> generated(String configMap) {
    var values = new TreeMap<String, String>();
    for (var generator : (List<?>) kustomization(BASE).child("configMapGenerator").value()) {
      var map = new Yaml(BASE, generator);
      if (map.child("name").text().equals(configMap)) {
        for (var file : map.child("envs").texts()) {
          Repository.properties(BASE + "/" + file)
              .forEach((name, value) -> values.put(name.toString(), value.toString()));
        }
      }
    }
    if (values.isEmpty()) {
      throw new AssertionError("no generator makes the config map " + configMap);
    }
    return values;
  }
}
