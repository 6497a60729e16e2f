/// Who is calling: the one place that proves it, from the app's signature or an OIDC token, and
/// which web pages may call.
///
/// Gives a [io.carillon.entrance.identity.Proof] or a refusal, never a guess; nothing behind it
/// looks at a header. Who that is in a service's own words, and what he may do, the service says.
/// Runs on the event loops.
@NullMarked
package io.carillon.entrance.identity;

import org.jspecify.annotations.NullMarked;
