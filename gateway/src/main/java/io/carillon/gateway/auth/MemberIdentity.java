package io.carillon.gateway.auth;

/// Who a member of a presence channel is.
enum MemberIdentity {
  /// The token's subject: a person, once in the channel however many tabs are open.
  SUBJECT,
  /// The session that the page names, else the connection: counted, not known.
  SESSION;

  static MemberIdentity parse(String text) {
    return switch (text) {
      case "subject" -> SUBJECT;
      case "session" -> SESSION;
      default -> throw new IllegalArgumentException("user is subject or session, not " + text);
    };
  }
}
