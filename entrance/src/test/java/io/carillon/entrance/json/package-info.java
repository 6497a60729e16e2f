/// How bodies are read and refused.
@NullMarked
package io.carillon.entrance.json;

import org.jspecify.annotations.NullMarked;
