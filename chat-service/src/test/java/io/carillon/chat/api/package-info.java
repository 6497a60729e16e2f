/// The HTTP face against a running service.
@NullMarked
package io.carillon.chat.api;

import org.jspecify.annotations.NullMarked;
