/// Tests of the administration of apps.
@NullMarked
package io.carillon.gateway.admin;

import org.jspecify.annotations.NullMarked;
