/// Any team's topic, mapped to channels by configuration.
///
/// [RoutesFile] reads the [Route]s; a [RouteTemplate] makes names of a record's key, headers and
/// JSON fields ([SourceRecord]); [TopicRouter] writes the events, through one consumer group of all
/// gateways. The record's value goes to clients as it is.
///
/// Guarantee: each record becomes an event of each of its channels, in the order of its partition,
/// and subscribers see it once; what cannot be mapped lies among the dead letters, and what follows
/// it is not held up. One thread, the forwarder's.
@NullMarked
package io.carillon.gateway.route;

import org.jspecify.annotations.NullMarked;
