/// How the gateway's parts are put together, started and stopped; the parts themselves are in the
/// packages below.
@NullMarked
package io.carillon.gateway;

import org.jspecify.annotations.NullMarked;
