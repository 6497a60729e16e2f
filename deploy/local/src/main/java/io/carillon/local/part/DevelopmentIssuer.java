package io.carillon.local.part;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.Objects.requireNonNull;

import io.carillon.local.child.IssuerMain;
import io.carillon.local.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An OpenID Connect issuer for development: it signs a token for anybody, with any claims, so it
/// refuses to start elsewhere and listens on loopback only. Its keys are fixed, so tokens outlive
/// its restarts.
public final class DevelopmentIssuer implements Part {
  /// The last part of the issuer's address.
  public static final String ISSUER_ID = "carillon";

  /// A small heap and a quick start.
  public static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final String PAGE = "sign-in.html";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final int port;
  private final Path directory;
  private final Path log;
  private final List<String> javaOptions;
  private final Workspace workspace;

  public DevelopmentIssuer(
      int port, Path directory, Path log, List<String> javaOptions, Workspace workspace) {
    this.port = port;
    this.directory = directory;
    this.log = log;
    this.javaOptions = List.copyOf(javaOptions);
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "oidc";
  }

  @Override
  public int port() {
    return port;
  }

  /// The issuer's address, as it stands in its tokens.
  public String issuer() {
    return issuer(port);
  }

  /// The address of an issuer on that port.
  public static String issuer(int port) {
    return "http://127.0.0.1:" + port + "/" + ISSUER_ID;
  }

  @Override
  public Program prepare() throws IOException {
    Files.createDirectories(directory);
    var page = directory.resolve(PAGE);
    try (var own = requireNonNull(DevelopmentIssuer.class.getResourceAsStream(PAGE))) {
      // The issuer's own form loads fonts from elsewhere.
      Files.copy(own, page, REPLACE_EXISTING);
    }
    var settings =
        Files.writeString(
            directory.resolve("settings.json"),
            """
            {"interactiveLogin": true, "httpServer": "NettyWrapper", "loginPagePath": "%s"}
            """
                .formatted(page.toAbsolutePath().toString().replace("\\", "/")));
    return Program.of(
        JavaCommand.of(
            javaOptions,
            List.of(workspace.libraries("oidc").resolve("*"), JavaCommand.ownClasses()),
            IssuerMain.class),
        Map.of(
            IssuerMain.ENVIRONMENT,
            "development",
            "SERVER_HOSTNAME",
            "127.0.0.1",
            "SERVER_PORT",
            Integer.toString(port),
            "JSON_CONFIG_PATH",
            settings.toString()),
        log);
  }

  @Override
  public boolean ready() {
    var discovery =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
            .timeout(ANSWER)
            .build();
    try {
      return http.send(discovery, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
