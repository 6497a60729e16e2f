package io.carillon.gateway.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a request was not done.
///
/// @param code stable, for programs
/// @param error for people: what was wrong and what to change; never a secret or right signature
/// @param retryAfter when trying the same again makes sense
public record Problem(int status, String code, String error, @Nullable Duration retryAfter) {
  private static final int SHOWN_MAX = 200;

  public static Problem of(int status, String code, String error) {
    return new Problem(status, code, error, null);
  }

  /// The request itself is wrong.
  public static Problem badRequest(String code, String error) {
    return of(400, code, error);
  }

  /// Something behind the gateway is away; the same request may do later.
  public static Problem unavailable(String code, String error, Duration retryAfter) {
    return new Problem(503, code, error, retryAfter);
  }

  /// What strangers send is repeated to them only in part.
  public static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
