/// Who may call, with real tokens and signatures.
@NullMarked
package io.carillon.chat.identity;

import org.jspecify.annotations.NullMarked;
