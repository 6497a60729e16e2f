package io.carillon.protocol;

import io.carillon.protocol.Verdict.Genuine;
import io.carillon.protocol.Verdict.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks the signature of a request to the HTTP API.
///
/// The checks run in the protocol's order: key, time, version, body hash, signature. Each failure
/// has a sentence of its own that names the likely cause. The body's hash is computed here; the
/// parameter is only compared with it.
public final class RequestVerifier {
  public static final Duration SKEW_MAX = Duration.ofMinutes(10);

  private static final int UNAUTHORIZED = 401;

  private final Map<String, String> params;
  private final Map<String, String> asSent;

  private RequestVerifier(Map<String, String> params, Map<String, String> asSent) {
    this.params = params;
    this.asSent = asSent;
  }

  /// Checks one request.
  ///
  /// @param path as the server library signed it: without query, still percent-encoded
  /// @param params decoded; the values of a repeated parameter joined by commas
  /// @param secretOfKey the secrets of the keys of the app that the path names, and of no other
  public static Verdict verify(
      String method,
      String path,
      Map<String, String> params,
      byte[] body,
      Function<String, Optional<String>> secretOfKey,
      Instant now) {
    var lowerCased = new HashMap<String, String>();
    for (var param : params.entrySet()) {
      if (lowerCased.put(param.getKey().toLowerCase(Locale.ROOT), param.getValue()) != null) {
        // A signature covers only one of the two: which one would be a guess.
        return new Refused(
            400,
            "ambiguous-parameter",
            "The parameter '%s' stands twice, in upper and lower case"
                .formatted(shown(param.getKey())));
      }
    }
    return new RequestVerifier(lowerCased, params).verify(method, path, body, secretOfKey, now);
  }

  private Verdict verify(
      String method,
      String path,
      byte[] body,
      Function<String, Optional<String>> secretOfKey,
      Instant now) {
    var key = params.get("auth_key");
    if (key == null) {
      return missing("auth_key");
    }
    var secret = secretOfKey.apply(key);
    if (secret.isEmpty()) {
      return refused(
          "unknown-key",
          "Unknown auth_key '%s': it is no key of this app. Check the app id and the key"
              .formatted(shown(key)));
    }
    var refusal = refuseTime(now);
    if (refusal == null) {
      refusal = refuseVersion();
    }
    if (refusal == null) {
      refusal = refuseBody(body);
    }
    if (refusal == null) {
      refusal = refuseSignature(secret.get(), method, path);
    }
    return refusal == null ? new Genuine(key) : refusal;
  }

  private @Nullable Refused refuseTime(Instant now) {
    var given = params.get("auth_timestamp");
    if (given == null) {
      return missing("auth_timestamp");
    }
    Instant signed;
    try {
      signed = Instant.ofEpochSecond(Long.parseLong(given));
    } catch (NumberFormatException | DateTimeException e) {
      return refused(
          "invalid-timestamp",
          "Invalid auth_timestamp '%s': it must be a whole number of seconds since 1970"
              .formatted(shown(given)));
    }
    var ahead = Duration.between(now, signed).toSeconds();
    if (Math.abs(ahead) <= SKEW_MAX.toSeconds()) {
      return null;
    }
    return refused(
        "stale-timestamp",
        ("Timestamp expired: Given timestamp (%s) not within %ds of server time (%s). The caller's"
                + " clock is %d s %s: correct it, and sign each request when it is sent")
            .formatted(
                signed,
                SKEW_MAX.toSeconds(),
                Instant.ofEpochSecond(now.getEpochSecond()),
                Math.abs(ahead),
                ahead > 0 ? "ahead" : "behind"));
  }

  private @Nullable Refused refuseVersion() {
    var version = params.get("auth_version");
    if (version == null) {
      return missing("auth_version");
    }
    return version.equals("1.0")
        ? null
        : refused(
            "unsupported-version",
            "Unsupported auth_version '%s': it must be 1.0".formatted(shown(version)));
  }

  private @Nullable Refused refuseBody(byte[] body) {
    var given = params.get("body_md5");
    if (given == null) {
      return body.length == 0 ? null : missing("body_md5");
    }
    return Signatures.same(Signatures.bodyMd5(body), given.toLowerCase(Locale.ROOT))
        ? null
        : refused(
            "wrong-body-md5",
            ("The body_md5 '%s' is not the MD5 of the body received (%d bytes): hash the very bytes"
                    + " that are sent, and let nothing on the way change them")
                .formatted(shown(given), body.length));
  }

  private @Nullable Refused refuseSignature(String secret, String method, String path) {
    var given = params.get("auth_signature");
    if (given == null) {
      return missing("auth_signature");
    }
    // Documented is lower case; the Node library signs the names as they are.
    return Signatures.same(Signatures.request(secret, method, path, params), given)
            || Signatures.same(Signatures.requestAsSent(secret, method, path, asSent), given)
        ? null
        : refused(
            "wrong-signature",
            ("Invalid signature: it must be the HMAC SHA256 hex digest, by the secret of this key, of"
                    + " %s, the path %s and the sorted parameters. Check the secret")
                .formatted(method, shown(path)));
  }

  private static Refused missing(String name) {
    return refused(
        "missing-parameter", "The parameter %s is missing: sign the request".formatted(name));
  }

  private static Refused refused(String code, String message) {
    return new Refused(UNAUTHORIZED, code, message);
  }

  // What strangers send is repeated to them only in part.
  private static String shown(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
