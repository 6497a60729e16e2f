/// Who is let in.
@NullMarked
package io.carillon.entrance.identity;

import org.jspecify.annotations.NullMarked;
