/// Who is in which channel, over all gateways, through one compacted topic.
///
/// Each gateway is the truth for its own sockets: [LocalMembers] and [SubscriptionCounts] say what
/// it writes. Every gateway folds the topic into the same [MembershipView] in the same order. A
/// presence subscription is confirmed when its own record has been read back, with the fold at that
/// place as its roster; later changes follow above it.
///
/// Signed-in users are members too, in a place that each app has for them ([SignedInUsers]); that
/// is what [Watchlists] tell of, and by which an app's command finds a user's connections.
///
/// An app's connections are counted in a place of their own ([ConnectionCounts]), and where it may
/// have only so many channels occupied, they are members of one ([OccupiedChannels]): both limits
/// are decided by the order of the topic.
///
/// Death is a record: [Beats] decides when another gateway has been silent between enough of this
/// one's own beats, and the judge writes `Gone` into every partition. Readers act on that record
/// alone.
///
/// One thread, [Membership]'s own, folds, writes and decides; [MembershipView] may be read from any
/// thread.
@NullMarked
package io.carillon.gateway.membership;

import org.jspecify.annotations.NullMarked;
