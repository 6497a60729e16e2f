/// Who is calling, in this service's words, and which pages may read the answers.
///
/// Gives a [io.carillon.chat.domain.Caller] for what [io.carillon.entrance.identity.Proofs] proved,
/// or a refusal, never a guess. Runs on the event loops.
@NullMarked
package io.carillon.chat.identity;

import org.jspecify.annotations.NullMarked;
