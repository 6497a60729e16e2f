package io.carillon.chat.domain;

/// Whether somebody may take part, as far as it can be said without the list of members.
public enum Admission {
  ADMITTED,
  MEMBERS_ONLY,
  DENIED
}
