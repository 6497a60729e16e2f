package io.carillon.local.launch;

import io.carillon.local.process.Ports;
import io.carillon.local.process.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks before the start whether every port is free, and names all that are not at once.
final class PortCheck {
  // Processes that were just stopped may hold theirs for a moment.
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration STEP = Duration.ofMillis(100);

  private PortCheck() {}

  static void requireFree(List<PlannedPart> parts) {
    Waiting.until(PATIENCE, STEP, () -> complaint(parts, Ports::busy).isEmpty());
    var complaint = complaint(parts, Ports::busy);
    if (!complaint.isEmpty()) {
      throw new LaunchFailed(complaint);
    }
  }

  static String complaint(List<PlannedPart> parts, IntPredicate busy) {
    return parts.stream()
        .flatMapToInt(part -> ports(part).filter(busy))
        .boxed()
        .map(port -> sentence(owner(parts, port), port))
        .collect(Collectors.joining("\n"));
  }

  private static String sentence(PlannedPart part, int port) {
    return "Port %d (%s) is in use: stop what listens there, or set %s to another port."
        .formatted(port, part.name(), part.portVariable());
  }

  private static PlannedPart owner(List<PlannedPart> parts, int port) {
    return parts.stream()
        .filter(part -> ports(part).anyMatch(own -> own == port))
        .findFirst()
        .orElseThrow();
  }

  private static IntStream ports(PlannedPart part) {
    return IntStream.concat(
        IntStream.of(part.part().port()), part.morePorts().stream().mapToInt(Integer::intValue));
  }
}
