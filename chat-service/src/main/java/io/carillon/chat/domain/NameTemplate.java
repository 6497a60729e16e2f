package io.carillon.chat.domain;

import java.util.Optional;

/// A name with at most one `{id}` in it, read both ways: `private-{id}` makes `private-x` of `x`
/// and finds `x` in `private-x`. Without `{id}` it stands for exactly its own text.
public record NameTemplate(String prefix, String suffix, boolean open) {

  private static final String VARIABLE = "{id}";

  public static NameTemplate parse(String text) {
    int at = text.indexOf(VARIABLE);
    if (at < 0) {
      return new NameTemplate(text, "", false);
    }
    var suffix = text.substring(at + VARIABLE.length());
    if (suffix.contains(VARIABLE)) {
      throw new IllegalArgumentException("more than one {id} in " + text);
    }
    return new NameTemplate(text.substring(0, at), suffix, true);
  }

  public String fill(String id) {
    return open ? prefix + id + suffix : prefix;
  }

  /// The id within a name of this form; empty when the name has another form.
  public Optional<String> idIn(String name) {
    if (!open) {
      return name.equals(prefix) ? Optional.of("") : Optional.empty();
    }
    boolean fits =
        name.length() > prefix.length() + suffix.length()
            && name.startsWith(prefix)
            && name.endsWith(suffix);
    return fits
        ? Optional.of(name.substring(prefix.length(), name.length() - suffix.length()))
        : Optional.empty();
  }
}
