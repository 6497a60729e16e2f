package io.carillon.chat.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who makes a request, as `identity` proved it. Nothing in it was taken on trust.
public sealed interface Caller {

  String app();

  /// An end user. `grants` are the token's claims that list names, such as the user's workspaces.
  record Person(
      String app,
      String id,
      Optional<String> name,
      Optional<String> avatar,
      Map<String, Set<String>> grants)
      implements Caller {
    public Person {
      grants = Map.copyOf(grants);
    }
  }

  /// A server that holds the app's secret, on behalf of the user it names or of the app itself.
  record TrustedServer(String app, Optional<String> user) implements Caller {}
}
