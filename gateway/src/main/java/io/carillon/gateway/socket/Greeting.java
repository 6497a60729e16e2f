package io.carillon.gateway.socket;

import org.jspecify.annotations.Nullable;

/// With what a client asks for a connection.
///
/// @param key the app key of the path
/// @param protocol the query's `protocol`, as it stands there
/// @param origin the page's, of browsers alone
/// @param address whose it is, for the limits of an address
/// @param tls whether the client's own line is encrypted; behind a proxy, what a trusted one says
/// @param resumes whether the client reads positions and comes back with them (docs/recovery.md)
public record Greeting(
    String key,
    @Nullable String protocol,
    @Nullable String origin,
    String address,
    boolean tls,
    boolean resumes) {}
