package io.carillon.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads manifests into the cluster's own types, and finds fields that these types do not have: the
/// cluster would leave them out without a word.
final class StrictRead {
  private static final String MODEL = "io.fabric8.kubernetes.api.model";
  private static final String STRANGERS = "getAdditionalProperties";

  private StrictRead() {}

  /// @throws IllegalArgumentException when a value has the wrong type
  static List<HasMetadata> manifests(String where, String text) {
    return Yaml.documents(where, text).stream().map(StrictRead::manifest).toList();
  }

  private static HasMetadata manifest(Yaml document) {
    var read =
        Serialization.unmarshal(Serialization.asJson(document.value()), KubernetesResource.class);
    if (read instanceof HasMetadata resource && !(read instanceof GenericKubernetesResource)) {
      return resource;
    }
    throw new AssertionError(document.where() + " holds a kind that is not known: " + read);
  }

  /// The paths of all fields that the resource's type does not have.
  static List<String> strangers(HasMetadata resource) {
    var found = new ArrayList<String>();
    look(resource.getKind() + "/" + resource.getMetadata().getName(), resource, found);
    return found;
  }

  private static void look(String path, @Nullable Object value, List<String> found) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((key, child) -> look(path + "." + key, child, found));
      case Collection<?> list -> {
        int index = 0;
        for (var child : list) {
          look(path + "[" + index++ + "]", child, found);
        }
      }
      default -> {
        if (value.getClass().getName().startsWith(MODEL)) {
          getters(value).forEach(getter -> read(path, value, getter, found));
        }
      }
    }
  }

  private static Stream<Method> getters(Object model) {
    return Stream.of(model.getClass().getMethods())
        .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() != Object.class);
  }

  private static void read(String path, Object model, Method getter, List<String> found) {
    Object child;
    try {
      child = getter.invoke(model);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + path + " by " + getter, e);
    }
    if (!getter.getName().equals(STRANGERS)) {
      look(path + "." + field(getter), child, found);
    } else if (child instanceof Map<?, ?> strangers) {
      strangers.keySet().forEach(name -> found.add(path + "." + name));
    }
  }

  private static String field(Method getter) {
    var name = getter.getName().substring("get".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
