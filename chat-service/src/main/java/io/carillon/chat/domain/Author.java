package io.carillon.chat.domain;

import java.util.Optional;

/// Who wrote a message, as shown to the others.
public record Author(String id, String name, Optional<String> avatar) {}
