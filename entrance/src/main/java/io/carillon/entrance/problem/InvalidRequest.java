package io.carillon.entrance.problem;

/// A request that cannot be read. Thrown only while one is parsed and turned into an answer in one
/// place ([Failures]); it carries no stack trace, because strangers can make as many as they like.
public final class InvalidRequest extends RuntimeException {

  private final Problem problem;

  public InvalidRequest(Problem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  public static InvalidRequest field(String path, String detail) {
    return new InvalidRequest(Problem.INVALID_FIELD, path + ": " + detail);
  }

  public static InvalidRequest parameter(String name, String detail) {
    return new InvalidRequest(Problem.INVALID_PARAMETER, name + ": " + detail);
  }

  public Problem problem() {
    return problem;
  }
}
