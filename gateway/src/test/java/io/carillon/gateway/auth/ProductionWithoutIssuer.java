package io.carillon.gateway.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of an installation in production whose issuer does not answer.
public final class ProductionWithoutIssuer implements QuarkusTestResourceLifecycleManager {
  private static final String APPS =
      """
      [{"id":"shop","key":"shop-key","secret":"shop-secret-1","origins":["https://shop.example"]},
       {"id":"blog","key":"blog-key","secret":"blog-secret-1","origins":["https://blog.example"]},
       {"id":"old","key":"old-key","secret":"old-secret-1","paused":true}]
      """;

  private @Nullable Path apps;

  @Override
  public int order() {
    return 1; // above what the local parts say
  }

  @Override
  public Map<String, String> start() {
    try {
      var file = Files.writeString(Files.createTempFile("carillon-apps", ".json"), APPS);
      apps = file;
      var settings = new HashMap<String, String>();
      settings.put("carillon.environment", "production");
      settings.put("carillon.apps.file", file.toString());
      settings.put("carillon.topics.prefix", "production.");
      settings.put("quarkus.oidc.auth-server-url", "http://127.0.0.1:" + closedPort());
      settings.put("carillon.auth.rules[0].channels", "presence-product-*");
      settings.put("carillon.auth.rules[0].allow", "anyone");
      settings.put("carillon.auth.rules[0].user", "session");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare", e);
    }
  }

  @Override
  public void stop() {
    try {
      if (apps != null) {
        Files.delete(apps);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up", e);
    }
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
