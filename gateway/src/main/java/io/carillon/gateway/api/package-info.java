/// The Pusher HTTP API: triggers, batches, commands about users, and what is known of channels.
///
/// A request is admitted in one place ({@link io.carillon.gateway.api.ApiGate}: key, time, body,
/// signature, app), its body is read and checked as a whole before anything is published, and one
/// place ({@link io.carillon.gateway.api.Answers}) turns outcomes into HTTP. Resource methods run
/// on the event loop and never wait; the list of channels, which may be long, is written off it.
@NullMarked
package io.carillon.gateway.api;

import org.jspecify.annotations.NullMarked;
