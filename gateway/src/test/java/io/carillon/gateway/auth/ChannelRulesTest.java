package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {
  @Test
  @DisplayName("R23 the first rule that fits decides")
  void firstThatFits() {
    // Given
    var rules = ChannelRules.DEVELOPMENT;
    // When, then
    assertThat(allow(rules, "presence-workspace-1")).isInstanceOf(Allow.SignedIn.class);
    assertThat(allow(rules, "private-user-7")).isInstanceOf(Allow.Subject.class);
    assertThat(allow(rules, "presence-product-7")).isInstanceOf(Allow.Anyone.class);
    assertThat(allow(rules, "private-room")).isInstanceOf(Allow.Ask.class);
    assertThat(rules.find("presence-other")).isEmpty();
  }

  @Test
  @DisplayName("R149 without rules production lets nobody in")
  void productionIsClosed() {
    assertThat(ChannelRules.of(List.of(), false).find("private-a")).isEmpty();
    assertThat(ChannelRules.of(List.of(), true)).isSameAs(ChannelRules.DEVELOPMENT);
  }

  @Test
  void rulesThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> ChannelRule.of("private-*", "everybody", "subject"))
        .hasMessageContaining("everybody");
    assertThatThrownBy(() -> ChannelRule.of("private-*", "role:", "subject"))
        .hasMessageContaining("role:");
    assertThatThrownBy(() -> ChannelRule.of("private-*", "signed-in", "me"))
        .hasMessageContaining("me");
    assertThatThrownBy(() -> ChannelRule.of("private-*", "subject", "subject"))
        .hasMessageContaining("{sub}");
  }

  private static Allow allow(ChannelRules rules, String channel) {
    return rules.find(channel).orElseThrow().rule().allow();
  }
}
