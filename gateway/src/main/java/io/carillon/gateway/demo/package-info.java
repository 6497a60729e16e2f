/// What the demo page needs to know of the installation that serves it. Off unless switched on.
@NullMarked
package io.carillon.gateway.demo;

import org.jspecify.annotations.NullMarked;
