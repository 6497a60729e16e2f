/// Who is calling, and what he may do: the one place that proves the first and decides the second.
///
/// A signature in the query is an app's own server; a bearer token is a user of the app whose
/// issuer and audience it has; an app's public key is anyone, who may read where reading is public.
/// Runs on the event loops.
@NullMarked
package io.carillon.leaderboard.identity;

import org.jspecify.annotations.NullMarked;
