package io.carillon.gateway.auth;

import io.carillon.gateway.AppsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// The settings of an installation in production whose issuer does not answer.
public final class ProductionWithoutIssuer extends AppsFile {
  private static final String APPS =
      """
      [{"id":"shop","key":"shop-key","secret":"shop-secret-1","origins":["https://shop.example"]},
       {"id":"blog","key":"blog-key","secret":"blog-secret-1","origins":["https://blog.example"]},
       {"id":"old","key":"old-key","secret":"old-secret-1","paused":true}]
      """;

  public ProductionWithoutIssuer() {
    super(
        APPS,
        Map.of(
            "carillon.environment", "production",
            "carillon.topics.prefix", "production.",
            "quarkus.oidc.auth-server-url", "http://127.0.0.1:" + closedPort(),
            "carillon.auth.rules[0].channels", "presence-product-*",
            "carillon.auth.rules[0].allow", "anyone",
            "carillon.auth.rules[0].user", "session"));
  }

  private static int closedPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a closed port", e);
    }
  }
}
