@NullMarked
package io.carillon.gateway.channel;

import org.jspecify.annotations.NullMarked;
