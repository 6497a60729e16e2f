package io.carillon.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.api.Problem;
import io.carillon.gateway.auth.AccessDecision.Decision;
import io.carillon.gateway.auth.AccessDecision.Decision.Allowed;
import io.carillon.gateway.auth.AccessDecision.Decision.Denied;
import io.carillon.gateway.auth.AccessQuestion.Answer;
import io.carillon.gateway.auth.Caller.Anonymous;
import io.carillon.gateway.auth.Caller.SignedIn;
import io.carillon.gateway.auth.Caller.Unverified;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessDecisionTest {
  private static final Caller ANA = new SignedIn(TestUsers.named("ana"));
  private static final Caller NOBODY = new Anonymous();

  private final List<String> asked = new ArrayList<>();
  private Answer answer = Answer.YES;
  private final AccessDecision decision = new AccessDecision(this::remember);

  @Test
  @DisplayName("R23 signed-in lets in whoever has a token")
  void signedIn() {
    assertThat(decide("presence-workspace-*", "signed-in", ANA, "presence-workspace-1"))
        .isInstanceOf(Allowed.class);
    assertThat(status(decide("presence-workspace-*", "signed-in", NOBODY, "presence-workspace-1")))
        .isEqualTo(401);
  }

  @Test
  @DisplayName("R23, R151 subject lets in only the user whose claim is in the name")
  void subject() {
    assertThat(decide("private-user-{sub}", "subject", ANA, "private-user-ana"))
        .isInstanceOf(Allowed.class);
    assertThat(status(decide("private-user-{sub}", "subject", ANA, "private-user-bo")))
        .isEqualTo(403);
    assertThat(status(decide("private-user-{sub}", "subject", NOBODY, "private-user-ana")))
        .isEqualTo(401);
  }

  @Test
  void anyClaimCanBeInTheName() {
    // Given
    var user = new SignedIn(TestUsers.with("ana", Map.of("teams", List.of("red", "blue"))));
    // When, then
    assertThat(decide("private-team-{teams}", "subject", user, "private-team-blue"))
        .isInstanceOf(Allowed.class);
    assertThat(status(decide("private-team-{teams}", "subject", user, "private-team-green")))
        .isEqualTo(403);
    assertThat(status(decide("private-x-{missing}", "subject", user, "private-x-" + "y")))
        .isEqualTo(403);
  }

  @Test
  @DisplayName("R23 role lets in who has it")
  void role() {
    assertThat(decide("private-*", "role:editor", ANA, "private-a")).isInstanceOf(Allowed.class);
    assertThat(status(decide("private-*", "role:admin", ANA, "private-a"))).isEqualTo(403);
    assertThat(status(decide("private-*", "role:editor", NOBODY, "private-a"))).isEqualTo(401);
  }

  @Test
  void anyone() {
    assertThat(decide("presence-product-*", "anyone", NOBODY, "presence-product-1"))
        .isInstanceOf(Allowed.class);
  }

  @Test
  @DisplayName("R23 ask lets in whom the service lets in, and denies when in doubt")
  void ask() {
    assertThat(decide("private-*", "ask", ANA, "private-room")).isInstanceOf(Allowed.class);
    answer = Answer.NO;
    assertThat(status(decide("private-*", "ask", ANA, "private-room"))).isEqualTo(403);
    answer = Answer.NONE;
    assertThat(status(decide("private-*", "ask", ANA, "private-room"))).isEqualTo(403);
    assertThat(asked).containsExactly("ana private-room", "ana private-room", "ana private-room");
  }

  @Test
  void nobodyIsAskedAboutWhoIsNotSignedIn() {
    // When
    var decided = decide("private-*", "ask", NOBODY, "private-room");
    // Then
    assertThat(status(decided)).isEqualTo(401);
    assertThat(asked).isEmpty();
  }

  @Test
  void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
    // Given
    var caller = new Unverified(Problem.of(401, "invalid-token", "no"));
    // When
    var decided = decide("presence-product-*", "anyone", caller, "presence-product-1");
    // Then
    assertThat(status(decided)).isEqualTo(401);
  }

  private Decision decide(String pattern, String allow, Caller caller, String channel) {
    var rules = new ChannelRules(List.of(ChannelRule.of(pattern, allow, "session")));
    return decision
        .decide(rules.find(channel).orElseThrow(), caller, channel)
        .await()
        .indefinitely();
  }

  private static int status(Decision decision) {
    return ((Denied) decision).problem().status();
  }

  private Uni<Answer> remember(User user, String channel) {
    asked.add(user.subject() + " " + channel);
    return Uni.createFrom().item(answer);
  }
}
