/// The presence service: who looks at an item, as one set and one number.
///
/// Layers, each a package: `api` → `identity` and `stream` → `publish` and `store` → `domain`.
@NullMarked
package io.carillon.presence;

import org.jspecify.annotations.NullMarked;
