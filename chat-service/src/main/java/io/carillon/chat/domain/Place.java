package io.carillon.chat.domain;

/// Where in the history a reader wants to look.
public sealed interface Place {

  record Latest() implements Place {}

  record Before(long sequence) implements Place {}

  record After(long sequence) implements Place {}

  record Around(long sequence) implements Place {}
}
