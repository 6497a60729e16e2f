package io.carillon.gateway.socket;

import io.carillon.apps.App;
import org.jspecify.annotations.Nullable;

/// Which web pages may connect to an app (requirement R149).
///
/// An app's list holds everywhere. Without a list any page may in development, none in production.
/// What is no browser names no origin and is not stopped here: it could name any.
///
/// @param open whether an app without a list takes every page
public record OriginRule(boolean open) {
  boolean allows(App app, @Nullable String origin) {
    return origin == null || (app.origins().isEmpty() ? open : app.allowsOrigin(origin));
  }
}
