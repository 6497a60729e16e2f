package io.carillon.gateway.route;

import java.util.List;

/// The way to one field of a JSON value: names of members, or places in lists counted from 0.
record FieldPath(List<String> steps) {
  static final int STEPS_MAX = 20;

  private static final String DOT = ".";

  FieldPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > STEPS_MAX || steps.contains("")) {
      throw new IllegalArgumentException(
          "a field is named like {value.order.id}, with 1 to %d names".formatted(STEPS_MAX));
    }
  }

  /// Reads `order.id`.
  static FieldPath parse(String text) {
    return new FieldPath(List.of(text.split("\\.", -1)));
  }

  @Override
  public String toString() {
    return String.join(DOT, steps);
  }
}
