package io.carillon.apps;

/// What an editor sent is not what it must be. The message names the field and says what to change,
/// and repeats no secret.
public final class WrongForm extends Exception {
  WrongForm(String why) {
    super(why, null, false, false);
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
