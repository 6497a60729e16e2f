/// How a JSON body is read, and refused with the path of the field that is wrong.
///
/// Nothing is bound to classes: a request asks for its fields by name and kind, so that each
/// refusal is a sentence. What it throws is [io.carillon.entrance.problem.InvalidRequest] alone.
/// Runs on whichever thread calls.
@NullMarked
package io.carillon.entrance.json;

import org.jspecify.annotations.NullMarked;
