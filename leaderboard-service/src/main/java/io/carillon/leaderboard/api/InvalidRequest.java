package io.carillon.leaderboard.api;

/// A request that cannot be read. Thrown only while one is parsed and turned into an answer in one
/// place ([Failures]); it carries no stack trace, because strangers can make as many as they like.
final class InvalidRequest extends RuntimeException {

  private final Problem problem;

  private InvalidRequest(Problem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  static InvalidRequest notJson(String detail) {
    return new InvalidRequest(Problem.NOT_JSON, detail);
  }

  static InvalidRequest field(String path, String detail) {
    return new InvalidRequest(Problem.INVALID_FIELD, path + ": " + detail);
  }

  static InvalidRequest parameter(String name, String detail) {
    return new InvalidRequest(Problem.INVALID_PARAMETER, name + ": " + detail);
  }

  Problem problem() {
    return problem;
  }
}
