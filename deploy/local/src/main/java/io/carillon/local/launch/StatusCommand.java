package io.carillon.local.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `carillon status`: each part's state, port and process id, for people or as JSON.
@Command(name = "status", description = "Shows each part's state, port and process id.")
final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParentCommand private Carillon carillon = new Carillon();

  @Option(names = "--json", description = "As JSON: {\"parts\":[{name, state, port, pid}, ...]}.")
  private boolean asJson;

  @Override
  public Integer call() throws IOException {
    var state = new StateFile(carillon.home().state()).read();
    var parts = state.map(StackState::parts).orElse(List.of());
    if (asJson) {
      System.out.println(json(parts));
    } else if (state.isEmpty()) {
      System.out.println("Carillon is not running.");
    } else {
      if (!state.get().running()) {
        System.out.println(
            "The launcher was killed. ./carillon down stops what is left; ./carillon up does so too.");
      }
      parts.forEach(part -> System.out.println(line(part)));
    }
    return 0;
  }

  static String json(List<PartState> parts) throws IOException {
    var root = JSON.createObjectNode();
    var list = root.putArray("parts");
    for (var part : parts) {
      var entry = list.addObject();
      entry.put("name", part.name());
      entry.put("state", phase(part).word());
      entry.put("port", part.port());
      if (part.alive()) {
        part.process().ifPresent(process -> entry.put("pid", process.pid()));
      }
    }
    return JSON.writeValueAsString(root);
  }

  static String line(PartState part) {
    var pid =
        part.alive() ? part.process().map(process -> "process " + process.pid()).orElse("") : "";
    return "%-12s %-9s port %-5d %s"
        .formatted(part.name(), phase(part).word(), part.port(), pid)
        .stripTrailing();
  }

  // A process may have died a moment ago, or its launcher with it.
  private static Phase phase(PartState part) {
    return part.phase() == Phase.WAITING || part.alive() ? part.phase() : Phase.DOWN;
  }
}
