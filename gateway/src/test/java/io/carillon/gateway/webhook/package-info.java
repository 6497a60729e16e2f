@NullMarked
package io.carillon.gateway.webhook;

import org.jspecify.annotations.NullMarked;
