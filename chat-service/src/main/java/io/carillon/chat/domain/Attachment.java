package io.carillon.chat.domain;

import java.util.Optional;

/// A file that a message points to. The file itself lives elsewhere.
public record Attachment(String url, String name, Optional<String> type, Optional<Long> size) {}
