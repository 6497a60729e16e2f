package io.carillon.chat.api;

import io.carillon.chat.domain.Caller.Person;
import io.carillon.entrance.json.Fields;
import io.carillon.entrance.json.Text;
import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.entrance.problem.Problem;

/// What a body may say of users.
final class Users {

  static final Text ID = Text.line(200);
  static final Text NAME = Text.line(200);

  private Users() {}

  /// Nobody speaks for another: a body names the token's subject or nobody.
  static void requireSubject(Fields fields, String name, Person person) {
    var given = fields.text(name, ID);
    if (given.isPresent() && !given.get().equals(person.id())) {
      throw new InvalidRequest(
          Problem.NOT_THE_SUBJECT,
          name + ": is not the subject of the token; leave it out, or sign in as that user");
    }
  }
}
