package io.carillon.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.chat.domain.Audience.Members;
import io.carillon.chat.domain.Audience.SignedIn;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.chat.domain.Caller.TrustedServer;
import io.carillon.chat.domain.SendOutcome.Conflicting;
import io.carillon.chat.domain.SendOutcome.Refused;
import io.carillon.chat.domain.SendOutcome.Repeated;
import io.carillon.chat.domain.SendOutcome.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UUID ID = new UUID(1, 2);
  private static final Author ANA = new Author("ana", "Ana", Optional.empty());

  private final Conversation room =
      new Conversation(
          new ConversationId("app-id", "workspace-demo"),
          "demo",
          "presence-workspace-demo",
          new SignedIn(Optional.of("workspaces")));
  private final Conversation closed =
      new Conversation(
          new ConversationId("app-id", "ana-bo"), "ana-bo", "private-ana-bo", new Members());

  @Test
  @DisplayName("R79 a message takes the sequence after the last")
  void nextSequence() {
    // Given
    var standing = standing(41, Membership.MEMBER);
    // When
    var outcome = room.decide(draft(room, "hello"), standing, ID, NOW);
    // Then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Stored.class,
            stored -> {
              assertThat(stored.message().sequence()).isEqualTo(42);
              assertThat(stored.message().id()).isEqualTo(ID);
              assertThat(stored.message().createdAt()).isEqualTo(NOW);
            });
  }

  @Test
  @DisplayName("R78 the same client message id with the same content gives the first message")
  void repeated() {
    // Given
    var first = draft(room, "hello").numbered(7, ID, NOW);
    var standing = new Standing(9, Membership.MEMBER, Optional.of(first), false);
    // When
    var outcome = room.decide(draft(room, "hello"), standing, new UUID(3, 4), NOW.plusSeconds(1));
    // Then
    assertThat(outcome).isEqualTo(new Repeated(first));
  }

  @Test
  @DisplayName("R78 the same client message id with other content is a conflict")
  void conflicting() {
    // Given
    var first = draft(room, "hello").numbered(7, ID, NOW);
    var standing = new Standing(9, Membership.MEMBER, Optional.of(first), false);
    // When
    var outcome = room.decide(draft(room, "good bye"), standing, new UUID(3, 4), NOW);
    // Then
    assertThat(outcome).isEqualTo(new Conflicting(first));
  }

  @Test
  @DisplayName("R90 a stranger's message is refused, before anything is said about its id")
  void stranger() {
    // Given
    var first = draft(closed, "hello").numbered(7, ID, NOW);
    var standing = new Standing(9, Membership.STRANGER, Optional.of(first), false);
    // When
    var outcome = closed.decide(draft(closed, "hello"), standing, ID, NOW);
    // Then
    assertThat(outcome).isEqualTo(new Refused(Refusal.NOT_A_MEMBER));
  }

  @Test
  @DisplayName("R90 who speaks first founds the conversation")
  void founder() {
    // Given
    var standing = standing(0, Membership.FOUNDER);
    // When
    var outcome = closed.decide(draft(closed, "hello"), standing, ID, NOW);
    // Then
    assertThat(outcome).isInstanceOf(Stored.class);
  }

  @Test
  @DisplayName("R151 a server with the app's secret brings a new author in")
  void vouchedFor() {
    // Given
    var standing = standing(5, Membership.STRANGER);
    var draft = new Draft(closed, ANA, body("hello", Optional.empty()), Optional.empty(), true);
    // When
    var outcome = closed.decide(draft, standing, ID, NOW);
    // Then
    assertThat(outcome).isInstanceOf(Stored.class);
  }

  @Test
  void answerToNothingIsRefused() {
    // Given
    var draft =
        new Draft(room, ANA, body("yes", Optional.of(new UUID(9, 9))), Optional.of("c-1"), false);
    // When
    var outcome = room.decide(draft, standing(3, Membership.MEMBER), ID, NOW);
    // Then
    assertThat(outcome).isEqualTo(new Refused(Refusal.UNKNOWN_REPLY));
  }

  @Test
  @DisplayName("R90 a claim that lists workspaces decides; without the claim everybody takes part")
  void workspaces() {
    // Given
    var without = person(Map.of());
    var here = person(Map.of("workspaces", Set.of("demo", "other")));
    var elsewhere = person(Map.of("workspaces", Set.of("other")));
    // When
    var admissions =
        List.of(room.admission(without), room.admission(here), room.admission(elsewhere));
    // Then
    assertThat(admissions)
        .containsExactly(Admission.ADMITTED, Admission.ADMITTED, Admission.DENIED);
  }

  @Test
  @DisplayName("R151 a server speaks for itself, or as the user it names")
  void trustedServer() {
    // Given
    var itself = new TrustedServer("app-id", Optional.empty());
    var forAna = new TrustedServer("app-id", Optional.of("ana"));
    // When
    var admissions =
        List.of(closed.admission(itself), closed.admission(forAna), room.admission(forAna));
    // Then
    assertThat(admissions)
        .containsExactly(Admission.ADMITTED, Admission.MEMBERS_ONLY, Admission.ADMITTED);
  }

  private static Person person(Map<String, Set<String>> grants) {
    return new Person("app-id", "ana", Optional.empty(), Optional.empty(), grants);
  }

  private static Standing standing(long last, Membership membership) {
    return new Standing(last, membership, Optional.empty(), false);
  }

  private static Draft draft(Conversation conversation, String content) {
    return new Draft(conversation, ANA, body(content, Optional.empty()), Optional.of("c-1"), false);
  }

  private static Message.Body body(String content, Optional<UUID> replyTo) {
    return new Message.Body(content, replyTo, List.of());
  }
}
