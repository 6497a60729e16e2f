/// Unit tests of the domain: plain JUnit, milliseconds.
@NullMarked
package io.carillon.chat.domain;

import org.jspecify.annotations.NullMarked;
