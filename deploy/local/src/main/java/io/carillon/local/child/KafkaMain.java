package io.carillon.local.child;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Runs Kafka's own two entry points one after the other: format the storage when it is new, then
/// serve. One JVM for both saves a second.
///
/// Arguments: the broker's properties file and the cluster's id.
public final class KafkaMain {
  private KafkaMain() {}

  public static void main(String[] arguments) throws Throwable {
    var properties = arguments[0];
    var clusterId = arguments[1];
    if (!formatted(Path.of(properties))) {
      var format = new String[] {"format", "-t", clusterId, "-c", properties};
      call("kafka.tools.StorageTool", "execute", format, System.out);
    }
    call("kafka.Kafka", "main", (Object) new String[] {properties});
  }

  private static boolean formatted(Path file) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
  }

  private static void call(String type, String method, Object... arguments) throws Throwable {
    var parameters =
        arguments.length == 1
            ? new Class<?>[] {String[].class}
            : new Class<?>[] {String[].class, PrintStream.class};
    try {
      Class.forName(type).getMethod(method, parameters).invoke(null, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
