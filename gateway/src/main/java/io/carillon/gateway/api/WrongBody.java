package io.carillon.gateway.api;

/// A body that is not what it must be. Thrown while a body is read and turned into an answer by
/// {@link BodyReader#read}, the one place that also knows what a JSON parser throws.
public final class WrongBody extends Exception {
  private final transient Problem problem;

  WrongBody(Problem problem) {
    super(problem.error(), null, false, false);
    this.problem = problem;
  }

  public WrongBody(String code, String error) {
    this(Problem.badRequest(code, error));
  }

  Problem problem() {
    return problem;
  }
}
