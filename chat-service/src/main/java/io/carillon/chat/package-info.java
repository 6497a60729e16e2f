/// The chat service: messages that are stored first, numbered without gaps and told in order.
///
/// Layers, each a package: `api` → `identity` and `store` → `publish` → `profile` → `domain`.
@NullMarked
package io.carillon.chat;

import org.jspecify.annotations.NullMarked;
