/// What a problem looks like.
@NullMarked
package io.carillon.entrance.problem;

import org.jspecify.annotations.NullMarked;
