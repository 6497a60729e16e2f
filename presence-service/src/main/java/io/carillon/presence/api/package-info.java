/// The HTTP edge: reads and checks requests, lets the engine count, turns outcomes into answers.
///
/// A request is parsed once, here; every refusal becomes a problem document in one table
/// ([Problems], beside those of every service). Runs on the event loops and never blocks them.
@NullMarked
package io.carillon.presence.api;

import org.jspecify.annotations.NullMarked;
