/// The running service with a real broker, database and issuer; and the layers as a rule.
@NullMarked
package io.carillon.presence;

import org.jspecify.annotations.NullMarked;
