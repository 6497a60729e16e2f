/// Pusher protocol 7 as values.
@NullMarked
package io.carillon.protocol;

import org.jspecify.annotations.NullMarked;
