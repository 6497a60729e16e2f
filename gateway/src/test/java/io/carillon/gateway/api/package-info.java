/// Tests; what they have in common remembers what it saw.
@NullMarked
package io.carillon.gateway.api;

import org.jspecify.annotations.NullMarked;
