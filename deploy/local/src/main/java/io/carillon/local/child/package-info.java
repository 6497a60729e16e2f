/// What runs inside the processes of the broker and of the issuer, on *their* class path: so
/// nothing here uses any library but the JDK, and theirs by name only.
@NullMarked
package io.carillon.local.child;

import org.jspecify.annotations.NullMarked;
