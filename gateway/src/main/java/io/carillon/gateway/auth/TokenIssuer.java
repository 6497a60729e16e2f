package io.carillon.gateway.auth;

import io.carillon.gateway.api.BodyReader;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.carillon.gateway.api.WrongBody;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/// Whom a token says it is from, before anything of it was verified: good only to choose who is to
/// verify it.
final class TokenIssuer {
  private static final int TOKEN_LENGTH_MAX = 16 * 1024;

  private TokenIssuer() {}

  static Optional<String> claimedBy(String token) {
    var first = token.indexOf('.');
    var second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.length() > TOKEN_LENGTH_MAX) {
      return Optional.empty();
    }
    byte[] claims;
    try {
      claims = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return switch (BodyReader.read(claims, TokenIssuer::issuer)) {
      case Read(var issuer) -> issuer;
      case Broken<?> _ -> Optional.empty();
    };
  }

  private static Optional<String> issuer(BodyReader claims) throws IOException, WrongBody {
    Optional<String> issuer = Optional.empty();
    while (claims.nextMember()) {
      if (claims.name().equals("iss")) {
        issuer = Optional.ofNullable(claims.string());
      } else {
        claims.skip();
      }
    }
    return issuer;
  }
}
