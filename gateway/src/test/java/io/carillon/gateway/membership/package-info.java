@NullMarked
package io.carillon.gateway.membership;

import org.jspecify.annotations.NullMarked;
