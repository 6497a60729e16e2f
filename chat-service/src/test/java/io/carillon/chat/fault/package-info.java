/// What goes wrong around the service, and what must not.
@NullMarked
package io.carillon.chat.fault;

import org.jspecify.annotations.NullMarked;
