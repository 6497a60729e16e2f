/// The gateway's one way onto the log: HTTP triggers, batches and client events all leave here.
///
/// An outcome is `Accepted` only after the broker's acknowledgement of every record. Nothing here
/// waits: callers on an event loop give a list of events and are told the outcome once, on the
/// producer's own thread or, when the bound passes first, on the event loop that sweeps.
@NullMarked
package io.carillon.gateway.publish;

import org.jspecify.annotations.NullMarked;
