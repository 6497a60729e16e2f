/// What an app may use, and what an address may ask for: decided here, refused by `socket` and
/// `api`.
///
/// An app's publications are counted on the log, which every gateway reads whole ([AppTraffic]), so
/// that all gateways know the same numbers ([MessageQuota]); the day's number outlives the gateways
/// in a topic ([UsageTopic]). Connections and occupied channels are counted by the membership. What
/// an app may use is read from the registry at each decision.
///
/// Decisions take no lock on the way of an event, and know neither sockets nor HTTP.
@NullMarked
package io.carillon.gateway.limit;

import org.jspecify.annotations.NullMarked;
