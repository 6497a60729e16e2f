/// Ranges of internet addresses, for whoever trusts or refuses some. Any thread.
@NullMarked
package io.carillon.gateway.address;

import org.jspecify.annotations.NullMarked;
