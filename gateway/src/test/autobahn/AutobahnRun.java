import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the suite and writes one line for each case.
///
/// A source file of its own, started as it stands: the suite's Python takes any Java package `io` on
/// its class path for its own module of that name.
final class AutobahnRun {
  private static final String SUITE = "me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite";
  private static final List<String> GROUPS =
      List.of("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*");

  private AutobahnRun() {}

  /// Runs the suite.
  ///
  /// @param args the address of an echo endpoint, and the file for the results
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    var results = run(args[0]);
    var lines = new StringBuilder();
    for (var result : results) {
      lines
          .append(ask(result, "caseName"))
          .append(' ')
          .append(ask(result, "behavior"))
          .append(" close ")
          .append(ask(result, "behaviorClose"))
          .append('\n');
    }
    Files.writeString(Path.of(args[1]), lines);
    System.exit(0); // its reactor's threads do not end by themselves
  }

  private static List<?> run(String address) throws ReflectiveOperationException {
    var suite =
        Class.forName(SUITE)
            .getMethod(
                "runFuzzingClient", String.class, String.class, Map.class, List.class, List.class);
    return (List<?>) suite.invoke(null, "Carillon", address, Map.of(), GROUPS, List.of());
  }

  private static Object ask(Object result, String question)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    return result.getClass().getMethod(question).invoke(result);
  }
}
