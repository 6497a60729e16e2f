/// How a service says no: one form of refusal (RFC 9457), with a stable code, a sentence that says
/// what to change, and the id of the request.
///
/// [io.carillon.entrance.problem.Problem] holds the refusals that every service makes; a service
/// keeps a table of its own beside it. What was thrown becomes an answer in one place. Runs on the
/// event loops.
@NullMarked
package io.carillon.entrance.problem;

import org.jspecify.annotations.NullMarked;
