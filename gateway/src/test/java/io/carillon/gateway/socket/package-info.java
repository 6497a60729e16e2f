@NullMarked
package io.carillon.gateway.socket;

import org.jspecify.annotations.NullMarked;
