/// Who is calling: the one place that proves it, from an OIDC token, the app's signature or the
/// app's public key.
///
/// Gives a [io.carillon.presence.identity.Caller] or a denial, never a guess; nothing behind it
/// looks at a header. Runs on the event loops.
@NullMarked
package io.carillon.presence.identity;

import org.jspecify.annotations.NullMarked;
