package io.carillon.chat.domain;

import io.carillon.chat.domain.Audience.Members;
import io.carillon.chat.domain.Audience.SignedIn;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.chat.domain.Caller.TrustedServer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A conversation as its name and the profile define it: where it speaks and who takes part. What
/// was said in it is the store's.
public record Conversation(ConversationId id, String variable, String channel, Audience audience) {

  /// Whether the caller may send and read here. A server with the app's secret may do anything for
  /// itself; where it names a user, it is answered for that user.
  public Admission admission(Caller caller) {
    return switch (caller) {
      case TrustedServer server ->
          server.user().isPresent() && audience instanceof Members
              ? Admission.MEMBERS_ONLY
              : Admission.ADMITTED;
      case Person person ->
          switch (audience) {
            case SignedIn signedIn ->
                grants(person, signedIn) ? Admission.ADMITTED : Admission.DENIED;
            case Members() -> Admission.MEMBERS_ONLY;
          };
    };
  }

  /// Decides what becomes of a draft, from what the store knows under the conversation's lock.
  /// Reads only its arguments; the caller of this writes what it says.
  public SendOutcome decide(Draft draft, Standing standing, UUID id, Instant now) {
    if (standing.membership() == Membership.STRANGER && !draft.vouchedFor()) {
      return new SendOutcome.Refused(Refusal.NOT_A_MEMBER);
    }
    if (standing.earlier().isPresent()) {
      var earlier = standing.earlier().get();
      return draft.saysTheSameAs(earlier)
          ? new SendOutcome.Repeated(earlier)
          : new SendOutcome.Conflicting(earlier);
    }
    if (draft.replyTo().isPresent() && !standing.replyKnown()) {
      return new SendOutcome.Refused(Refusal.UNKNOWN_REPLY);
    }
    return new SendOutcome.Stored(draft.numbered(standing.lastSequence() + 1, id, now));
  }

  private boolean grants(Person person, SignedIn signedIn) {
    return signedIn
        .claim()
        .flatMap(claim -> Optional.ofNullable(person.grants().get(claim)))
        .map(listed -> listed.contains(variable))
        .orElse(true);
  }
}
