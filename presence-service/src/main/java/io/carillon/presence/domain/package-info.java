/// Who looks at an item, and the one number that everyone is told.
///
/// Plain Java: no clock, no I/O, no framework. {@link io.carillon.presence.domain.ViewerShard}
/// decides what a command changes and when a count is told; what it decides are events, and
/// applying an event is the only way its state changes, live and on replay alike.
///
/// A shard belongs to one thread; {@code countOf} alone may be called from any.
@NullMarked
package io.carillon.presence.domain;

import org.jspecify.annotations.NullMarked;
