package io.carillon.deploy;

import java.util.List;
import java.util.regex.Pattern;

/// The instructions of a container file, in order.
record ContainerFile(List<Instruction> instructions) {
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*\\R?");
  private static final Pattern CONTINUED = Pattern.compile("\\s*\\\\\\R\\s*");

  /// One instruction with the text after it.
  record Instruction(String name, String rest) {
    static Instruction parse(String line) {
      var words = line.strip().split("\\s+", 2);
      return new Instruction(words[0], words[1]);
    }
  }

  static ContainerFile of(Part part) {
    return parse(Repository.text(path(part)));
  }

  static String path(Part part) {
    return "deploy/images/" + part.module() + "/Containerfile";
  }

  static ContainerFile parse(String text) {
    var joined = CONTINUED.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll(" ");
    return new ContainerFile(
        joined.lines().filter(line -> !line.isBlank()).map(Instruction::parse).toList());
  }

  List<String> all(String name) {
    return instructions.stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::rest)
        .toList();
  }

  String only(String name) {
    var found = all(name);
    if (found.size() != 1) {
      throw new AssertionError("one " + name + " is expected, found " + found);
    }
    return found.getFirst();
  }
}
