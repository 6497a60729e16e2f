/// Who is calling: the one place that proves it, from an OIDC token or from the app's signature.
///
/// Gives a [io.carillon.chat.domain.Caller] or a denial, never a guess; nothing behind it looks at
/// a header. Runs on the event loops.
@NullMarked
package io.carillon.chat.identity;

import org.jspecify.annotations.NullMarked;
