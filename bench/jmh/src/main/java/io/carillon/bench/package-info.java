/// The hot pieces of an event's path by themselves: the record read, the frame encoded, the batch
/// handed to its subscribers. What the kernel does is not in these figures; `bench/run` has it.
@NullMarked
package io.carillon.bench;

import org.jspecify.annotations.NullMarked;
