package io.carillon.chat.api;

import io.carillon.entrance.json.Fields;
import io.carillon.entrance.json.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Links that other people's browsers will follow: over HTTP or within the page's own site, so that
/// none of them is a script.
final class Links {

  static final Text TEXT = Text.line(2048);

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Links() {}

  static void require(Fields fields, String name, String link) {
    if (!isSafe(link)) {
      throw fields.wrong(name, "is no link to follow; send an http or https URL");
    }
  }

  private static boolean isSafe(String link) {
    try {
      var scheme = new URI(link).getScheme();
      return scheme == null
          ? link.startsWith("/")
          : SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
