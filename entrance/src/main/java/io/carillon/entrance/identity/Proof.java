package io.carillon.entrance.identity;

import io.carillon.apps.App;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// What a request proves of whoever makes it. No app of a proof is paused.
public sealed interface Proof {

  /// A signature in the query: it is a server that holds the app's secret.
  record Signature(App app) implements Proof {}

  /// A verified token of the issuer and audience of the app's users; it names a subject.
  record Token(App app, JsonWebToken token) implements Proof {}

  /// Neither was sent.
  record None() implements Proof {}
}
