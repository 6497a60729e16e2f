/// Who is calling, in this service's words: a person, the app's server, or a visitor who gives the
/// app's public key.
///
/// Gives a [io.carillon.presence.identity.Caller] for what [io.carillon.entrance.identity.Proofs]
/// proved, or a refusal, never a guess; nothing behind it looks at a header. Runs on the event
/// loops.
@NullMarked
package io.carillon.presence.identity;

import org.jspecify.annotations.NullMarked;
