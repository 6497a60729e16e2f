/// The authorization endpoint for apps that have none of their own: it signs what a user may
/// subscribe to.
///
/// The user is the one of the OIDC token, the app is the one whose issuer gave it, and the rule is
/// the first of the configured ones that fits the channel. Denied when in doubt. Runs on the event
/// loop; the question to a service, where a rule wants one, is asked without waiting.
@NullMarked
package io.carillon.gateway.auth;

import org.jspecify.annotations.NullMarked;
