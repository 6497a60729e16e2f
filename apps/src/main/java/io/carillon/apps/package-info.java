/// The app registry as every part reads it: which apps there are, with their keys and settings.
///
/// Apps live in the compacted topic `apps`, keyed by app id. Each part reads the whole topic on a
/// thread of its own ([AppRegistry]) and is ready only when it has read to the end. Apps from a
/// file count only where the topic has no record, and only an explicit change writes them to it.
///
/// A record carries a version, and only the current one + 1 is folded, so of two editors who
/// changed the same version the first in the log wins everywhere. The loser's record must not stay
/// the last of its key, or compaction would leave it alone for those who start later: its editor
/// ([AppWriter]) writes the winner again, as the next version, before it answers.
///
/// Secrets stand in records only sealed by the platform key, and never in a log line or `toString`.
@NullMarked
package io.carillon.apps;

import org.jspecify.annotations.NullMarked;
