@NullMarked
package io.carillon.gateway.route;

import org.jspecify.annotations.NullMarked;
