package io.carillon.presence.identity;

import io.carillon.apps.App;

/// Who makes a request, and for which app.
public sealed interface Caller {
  App app();

  /// A signed-in user: views as himself only.
  record Person(App app, String id) implements Caller {}

  /// A server that holds the app's secret: believed whom it names.
  record TrustedServer(App app) implements Caller {}

  /// A visitor of the app's pages, who knows its public key as every page does. The session id that
  /// he gives is his own invention, and believed: it can move a number, nothing else.
  record Visitor(App app) implements Caller {}
}
