package io.carillon.gateway.membership;

/// A connection that remembers what it was told.
final class Guest implements Entrant {
  enum Told {
    NOTHING,
    ADMITTED,
    REFUSED
  }

  Told told = Told.NOTHING;

  @Override
  public void admitted() {
    tell(Told.ADMITTED);
  }

  @Override
  public void refused() {
    tell(Told.REFUSED);
  }

  private void tell(Told what) {
    if (told != Told.NOTHING) {
      throw new AssertionError("told twice: " + told + ", " + what);
    }
    told = what;
  }
}
