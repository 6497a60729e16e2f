package io.carillon.chat.identity;

import static java.util.stream.Collectors.toSet;

import io.carillon.apps.App;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.entrance.json.Text;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Makes a person of a verified token: the user by subject, with what the token says of him.
final class Persons {

  /// What else a claim holds is left out: it is shown, and stored with each message.
  private static final Text STORABLE = Text.line(2_048);

  private Persons() {}

  static Person person(App app, JsonWebToken token) {
    return new Person(
        app.id(),
        token.getSubject(),
        text(token, "name").or(() -> text(token, "preferred_username")),
        text(token, "picture"),
        grants(token));
  }

  private static Optional<String> text(JsonWebToken token, String claim) {
    return Optional.ofNullable(token.<Object>getClaim(claim))
        .map(Persons::name)
        .filter(value -> STORABLE.fault(value).isEmpty());
  }

  /// Each claim as the names it lists. One that is there but lists none grants nothing, which is
  /// not the same as one that is missing.
  private static Map<String, Set<String>> grants(JsonWebToken token) {
    var grants = new HashMap<String, Set<String>>();
    for (var claim : token.getClaimNames()) {
      grants.put(claim, names(token.getClaim(claim)));
    }
    return grants;
  }

  private static Set<String> names(@Nullable Object value) {
    return switch (value) {
      case JsonString name -> Set.of(name.getString());
      case String name -> Set.of(name);
      case Collection<?> several -> several.stream().map(Persons::name).collect(toSet());
      case null, default -> Set.of();
    };
  }

  private static String name(Object value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
