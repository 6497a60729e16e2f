package io.carillon.gateway.auth;

import java.util.List;
import java.util.Optional;

/// The rules in their order: the first that fits decides, and no later one is looked at.
record ChannelRules(List<ChannelRule> inOrder) {
  /// What the demo needs, in development when no rule is configured.
  static final ChannelRules DEVELOPMENT =
      new ChannelRules(
          List.of(
              ChannelRule.of("presence-workspace-*", "signed-in", "subject"),
              ChannelRule.of("private-user-{sub}", "subject", "subject"),
              ChannelRule.of("presence-product-*", "anyone", "session"),
              ChannelRule.of("private-*", "ask", "subject")));

  ChannelRules {
    inOrder = List.copyOf(inOrder);
  }

  static ChannelRules of(List<AuthConfig.Rule> rules, boolean development) {
    if (rules.isEmpty() && development) {
      return DEVELOPMENT;
    }
    return new ChannelRules(rules.stream().map(ChannelRules::rule).toList());
  }

  Optional<ChannelRule.Fitting> find(String channel) {
    for (var rule : inOrder) {
      var places = rule.channels().match(channel);
      if (places.isPresent()) {
        return Optional.of(new ChannelRule.Fitting(rule, places.get()));
      }
    }
    return Optional.empty();
  }

  boolean asks() {
    return inOrder.stream().anyMatch(rule -> rule.allow() instanceof Allow.Ask);
  }

  private static ChannelRule rule(AuthConfig.Rule rule) {
    try {
      return ChannelRule.of(rule.channels(), rule.allow(), rule.user());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("carillon.auth.rules: " + e.getMessage(), e);
    }
  }
}
