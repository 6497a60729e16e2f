@NullMarked
package io.carillon.gateway.limit;

import org.jspecify.annotations.NullMarked;
