package io.carillon.events;

import java.util.regex.Pattern;

/// What an incarnation's name may be: no tab, which separates the parts of a key.
final class Incarnations {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private Incarnations() {}

  static void requireLegal(String incarnation) {
    if (!LEGAL.matcher(incarnation).matches()) {
      throw new IllegalArgumentException("an incarnation has 1 to 100 of A-Z a-z 0-9 . _ : -");
    }
  }
}
