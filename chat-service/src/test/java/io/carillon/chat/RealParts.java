package io.carillon.chat;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;

/// Gives every test of this module the same real broker, database and issuer.
@QuarkusTestResource(LocalParts.class)
@QuarkusTestResource(SecondApp.class)
public final class RealParts {
  private RealParts() {}
}
