@NullMarked
package io.carillon.gateway.mend;

import org.jspecify.annotations.NullMarked;
