package io.carillon.gateway.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Who may administer apps, and how long they wait.
@ConfigMapping(prefix = "carillon.admin")
interface AdminConfig {
  /// What the issuer calls the roles.
  Roles roles();

  /// One of the `aud` that an administrator's token must have; any when not set. Set it where the
  /// issuer also gives tokens to apps' users who may choose their own roles.
  Optional<String> audience();

  /// Nothing can be changed, nor a secret be seen, whoever asks.
  @WithDefault("false")
  boolean readOnly();

  /// Who waits longer for a change is answered 503, though it may still count.
  @WithDefault("5s")
  Duration answerWithin();

  /// Changes under way at once; further ones are answered 503 at once.
  @WithDefault("16")
  int changesMax();

  /// The names of the roles in tokens.
  interface Roles {
    @WithDefault("viewer")
    String viewer();

    @WithDefault("developer")
    String developer();

    @WithDefault("operator")
    String operator();
  }
}
