package io.carillon.deploy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds the settings that a module's sources declare, by the compiler's own parser: members of
/// `@ConfigMapping` interfaces and names of `@ConfigProperty`.
///
/// Sources and not classes, so that this module needs none of the services to be built.
final class SettingsInSources extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final Pattern GENERIC = Pattern.compile("(Optional|List|Map)<(.+)>");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final Map<String, ClassTree> types = new HashMap<>();
  private final Map<String, ClassTree> mappings = new HashMap<>();
  private final Set<String> names = new TreeSet<>();

  private SettingsInSources() {}

  static Set<String> below(String directory) {
    var names = new TreeSet<String>();
    for (var unit : parsed(directory)) {
      var scan = new SettingsInSources();
      scan.scan(unit, null);
      scan.mappings.forEach(scan::addMembers);
      names.addAll(scan.names);
    }
    return names;
  }

  private static Iterable<? extends CompilationUnitTree> parsed(String directory) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, null);
    var paths = Repository.below(directory, ".java").stream().map(Repository::path).toList();
    var sources = files.getJavaFileObjectsFromPaths(paths);
    var task = (JavacTask) compiler.getTask(null, files, null, List.of(), null, sources);
    try {
      return task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sources below " + directory, e);
    }
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
    types.put(type.getSimpleName().toString(), type);
    text(type.getModifiers(), "ConfigMapping", "prefix")
        .ifPresent(prefix -> mappings.put(prefix, type));
    return super.visitClass(type, null);
  }

  @Override
  public @Nullable Void visitModifiers(ModifiersTree modifiers, @Nullable Void none) {
    text(modifiers, "ConfigProperty", "name").ifPresent(names::add);
    return super.visitModifiers(modifiers, null);
  }

  private void addMembers(String prefix, ClassTree type) {
    for (var member : type.getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        addMember(prefix + "." + kebab(method.getName().toString()), returned(method));
      }
    }
  }

  private void addMember(String name, String type) {
    var generic = GENERIC.matcher(type);
    if (generic.matches()) {
      var inner = generic.group(2);
      switch (generic.group(1)) {
        case "List" -> addMember(name + "[*]", inner);
        case "Map" -> addMember(name + ".*", inner.substring(inner.indexOf(',') + 1).strip());
        default -> addMember(name, inner);
      }
      return;
    }
    var nested = types.get(type);
    if (nested == null || nested.getKind() != com.sun.source.tree.Tree.Kind.INTERFACE) {
      names.add(name);
    } else {
      addMembers(name, nested);
    }
  }

  private static String returned(MethodTree method) {
    return String.valueOf(method.getReturnType());
  }

  private static String kebab(String name) {
    return HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> text(ModifiersTree modifiers, String annotation, String field) {
    return modifiers.getAnnotations().stream()
        .filter(one -> one.getAnnotationType().toString().equals(annotation))
        .map(AnnotationTree::getArguments)
        .flatMap(List::stream)
        .filter(AssignmentTree.class::isInstance)
        .map(AssignmentTree.class::cast)
        .filter(argument -> argument.getVariable().toString().equals(field))
        .map(AssignmentTree::getExpression)
        .filter(LiteralTree.class::isInstance)
        .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
        .findFirst();
  }
}
