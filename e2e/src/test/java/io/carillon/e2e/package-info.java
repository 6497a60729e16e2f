/// The whole of Carillon, started with its own command and used with stock libraries and real
/// browsers.
@NullMarked
package io.carillon.e2e;

import org.jspecify.annotations.NullMarked;
