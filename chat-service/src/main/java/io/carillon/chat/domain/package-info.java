/// What a conversation is and what may happen to it: who may take part, what a message must be,
/// which number it gets, which window of the history a page shows.
///
/// Plain Java without clock or input/output: every rule here is decided from its arguments, so the
/// tests need neither database nor broker. All types are immutable and may be used by any thread.
@NullMarked
package io.carillon.chat.domain;

import org.jspecify.annotations.NullMarked;
