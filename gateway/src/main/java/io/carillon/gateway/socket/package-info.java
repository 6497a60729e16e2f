/// Sockets: from the handshake to the close, one [Connection] each.
///
/// Everything of a connection happens on its own event loop. Nothing is kept per idle connection
/// but what the protocol needs: no timer (one [Heartbeat] wheel per loop), no buffer, no thread.
///
/// A connection on which a user signs in has a [UserSession]: its user's own channel, its place
/// among the app's users, and what it is told of others.
///
/// Guarantee: a malformed or flooding client costs its own connection at most, and one that does
/// not read holds a bounded number of bytes and delays nobody.
@NullMarked
package io.carillon.gateway.socket;

import org.jspecify.annotations.NullMarked;
