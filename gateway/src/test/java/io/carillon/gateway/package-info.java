@NullMarked
package io.carillon.gateway;

import org.jspecify.annotations.NullMarked;
