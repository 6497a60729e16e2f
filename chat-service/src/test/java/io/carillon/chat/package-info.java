/// The running service with a real broker, database and issuer, and the rules of the layers.
@NullMarked
package io.carillon.chat;

import org.jspecify.annotations.NullMarked;
