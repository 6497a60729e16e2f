package io.carillon.local.launch;

import io.carillon.local.part.Part;
import java.util.List;
import java.util.Set;

/// A part that is to run, what must be ready before it, and when it stops.
///
/// @param portVariable what moves its port elsewhere
/// @param morePorts other ports that it takes
record PlannedPart(
    Part part, Layer layer, Set<String> after, String portVariable, List<Integer> morePorts) {

  /// Parts stop layer by layer, so that none loses what it stands on.
  enum Layer {
    APPLICATION,
    FOUNDATION,
    DATABASE
  }

  PlannedPart {
    after = Set.copyOf(after);
    morePorts = List.copyOf(morePorts);
  }

  String name() {
    return part.name();
  }
}
