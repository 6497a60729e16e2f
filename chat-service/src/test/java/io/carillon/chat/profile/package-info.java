/// The faces of a message.
@NullMarked
package io.carillon.chat.profile;

import org.jspecify.annotations.NullMarked;
