@NullMarked
package io.carillon.gateway.replay;

import org.jspecify.annotations.NullMarked;
