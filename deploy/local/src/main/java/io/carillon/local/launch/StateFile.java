package io.carillon.local.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.launch.StackState.Phase;
import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The state file: replaced whole at each change, so a reader sees one state or the next and never
/// half of one.
final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  StateFile(Path file) {
    this.file = file;
  }

  /// What the last launcher wrote, empty when it ended in good order.
  Optional<StackState> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(state(JSON.readTree(file.toFile())));
    } catch (JsonProcessingException | IllegalArgumentException broken) {
      throw new LaunchFailed(
          file
              + " cannot be read ("
              + broken.getMessage()
              + "): see with ps what runs, end it, and delete the file.",
          broken);
    }
  }

  void write(StackState state) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, JSON.writeValueAsBytes(json(state)));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static ObjectNode json(StackState state) {
    var root = JSON.createObjectNode();
    root.set("launcher", json(state.launcher()));
    root.put("control", state.control());
    var parts = root.putArray("parts");
    for (var part : state.parts()) {
      var entry = parts.addObject();
      entry.put("name", part.name());
      entry.put("phase", part.phase().word());
      entry.put("port", part.port());
      entry.put("stop", part.politeSignal().name());
      part.process().ifPresent(process -> entry.set("process", json(process)));
    }
    return root;
  }

  private static ObjectNode json(ProcessIdentity process) {
    return JSON.createObjectNode().put("pid", process.pid()).put("started", process.started());
  }

  private static StackState state(JsonNode root) {
    var parts =
        StreamSupport.stream(root.required("parts").spliterator(), false)
            .map(StateFile::part)
            .toList();
    return new StackState(
        recorded(root.required("launcher")), root.required("control").asText(), parts);
  }

  private static PartState part(JsonNode entry) {
    var process =
        entry.has("process")
            ? Optional.of(recorded(entry.required("process")))
            : Optional.<ProcessIdentity>empty();
    return new PartState(
        entry.required("name").asText(),
        Phase.valueOf(entry.required("phase").asText().toUpperCase(java.util.Locale.ROOT)),
        entry.required("port").asInt(),
        process,
        Signal.valueOf(entry.required("stop").asText()));
  }

  private static ProcessIdentity recorded(JsonNode process) {
    return new ProcessIdentity(
        process.required("pid").asLong(), process.required("started").asText());
  }
}
