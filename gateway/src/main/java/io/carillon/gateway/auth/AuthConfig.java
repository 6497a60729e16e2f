package io.carillon.gateway.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may subscribe to what, for the users of the built-in authorization endpoint.
@ConfigMapping(prefix = "carillon.auth")
interface AuthConfig {
  /// The first rule whose pattern fits decides. With none, development has its own and production
  /// denies everything.
  List<Rule> rules();

  /// Asked by `ask` rules: `GET {ask-url}?channel=NAME` with the user's token; 204 allows.
  Optional<String> askUrl();

  /// A question without an answer by then is a denial.
  @WithDefault("1s")
  Duration askWithin();

  /// Questions under way at once; further ones wait for their turn within `ask-within`.
  @WithDefault("64")
  int asksMax();

  /// One rule.
  interface Rule {
    /// A channel's name, with `*` for any text and `{claim}` for text that a `subject` rule
    /// compares with that claim of the token: `private-user-{sub}`.
    String channels();

    /// `anyone`, `signed-in`, `subject`, `role:NAME` or `ask`.
    String allow();

    /// Who a member of a presence channel is: `subject` or `session`.
    @WithDefault("subject")
    String user();
  }
}
