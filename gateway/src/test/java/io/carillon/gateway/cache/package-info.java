@NullMarked
package io.carillon.gateway.cache;

import org.jspecify.annotations.NullMarked;
