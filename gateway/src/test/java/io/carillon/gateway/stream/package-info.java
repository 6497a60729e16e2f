@NullMarked
package io.carillon.gateway.stream;

import org.jspecify.annotations.NullMarked;
