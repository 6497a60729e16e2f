/// What one app calls things: paths, fields, channels and events as configuration, so that several
/// apps' chats are one domain with several faces.
///
/// Read and checked once at start; immutable afterwards and used by any thread.
@NullMarked
package io.carillon.chat.profile;

import org.jspecify.annotations.NullMarked;
