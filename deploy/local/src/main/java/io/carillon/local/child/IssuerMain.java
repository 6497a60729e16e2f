package io.carillon.local.child;

import java.lang.reflect.InvocationTargetException;

/// Runs the development issuer, which gives anybody a token for any name: so it refuses to start
/// unless it is told that this is a development environment, and unless it is bound to the loopback
/// interface.
public final class IssuerMain {
  /// Must say `development`.
  public static final String ENVIRONMENT = "CARILLON_ENVIRONMENT";

  static final int REFUSED = 78; // EX_CONFIG of sysexits.h
  private static final String SERVER = "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt";

  private IssuerMain() {}

  public static void main(String[] arguments) throws Throwable {
    var refusal = refusal(System.getenv(ENVIRONMENT), System.getenv("SERVER_HOSTNAME"));
    if (!refusal.isEmpty()) {
      System.err.println(refusal);
      System.exit(REFUSED);
    }
    try {
      Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  static String refusal(
      @org.jspecify.annotations.Nullable String environment,
      @org.jspecify.annotations.Nullable String host) {
    if (!"development".equals(environment)) {
      return "The development issuer signs a token for anybody who asks, so it runs only with "
          + ENVIRONMENT
          + "=development. Elsewhere use a real issuer.";
    }
    if (!"127.0.0.1".equals(host)) {
      return "The development issuer listens on 127.0.0.1 only: set SERVER_HOSTNAME to it.";
    }
    return "";
  }
}
