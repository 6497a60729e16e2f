/// What was on the log a while ago, for clients that come back: the last part of each partition in
/// memory, the log itself behind it, and the tokens by which clients say how far they had come
/// (requirements R57 to R61).
///
/// The log's reader appends, event loops read. Guarantee: what is given for a channel from a
/// position on is every event of it from there, once and in order, or it is said that this cannot
/// be promised.
@NullMarked
package io.carillon.gateway.replay;

import org.jspecify.annotations.NullMarked;
