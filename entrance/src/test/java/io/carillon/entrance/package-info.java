/// The layers of the module.
@NullMarked
package io.carillon.entrance;

import org.jspecify.annotations.NullMarked;
