package io.carillon.chat.publish;

/// The place of an event among all events of its conversation. The generation changes when the
/// conversation is recreated, or restored from a backup.
public record SourcePlace(String generation, long sequence) {}
