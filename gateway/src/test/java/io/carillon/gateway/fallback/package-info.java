@NullMarked
package io.carillon.gateway.fallback;

import org.jspecify.annotations.NullMarked;
