package io.carillon.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.local.part.DevelopmentIssuer;
import io.carillon.local.part.Workspace;
import io.carillon.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A real OpenID Connect issuer for a test, which gives a token for any name.
public final class LocalIssuer implements AutoCloseable {
  private static final String CLIENT = "carillon-demo";
  private static final String REDIRECT = "http://127.0.0.1/signed-in";
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final DevelopmentIssuer issuer;
  private final TestPart part;

  private LocalIssuer(Path directory, int port) {
    this.directory = directory;
    this.issuer =
        new DevelopmentIssuer(
            port,
            directory,
            directory.resolve("oidc.log"),
            DevelopmentIssuer.JAVA_OPTIONS,
            Workspace.find());
    this.part = TestPart.killable(issuer, directory);
  }

  /// Starts an issuer and waits until it answers.
  public static LocalIssuer start() {
    var local = new LocalIssuer(TestDirectory.create("oidc"), Ports.free());
    TestPart.awaitReady(local.part.launch());
    return local;
  }

  static LocalIssuer shared() {
    return SharedParts.one(
        "oidc", LocalIssuer::start, LocalIssuer::description, LocalIssuer::known);
  }

  private String description() {
    return issuer.port() + " " + directory;
  }

  private static LocalIssuer known(String description) {
    var parts = description.split(" ", 2);
    return new LocalIssuer(Path.of(parts[1]), Integer.parseInt(parts[0]));
  }

  /// The issuer's address: `iss` of its tokens and `quarkus.oidc.auth-server-url`.
  public String issuer() {
    return issuer.issuer();
  }

  /// A signed access token of that person, valid for an hour, gained as a browser does
  /// (authorization code).
  public String token(String subject) {
    return token(subject, Map.of());
  }

  /// A signed access token with more claims, or with others in the place of the usual ones (`aud`).
  public String token(String subject, Map<String, Object> claims) {
    return token(issuer(), subject, claims);
  }

  /// Another issuer's address, whose tokens are as genuine: each name is one of its own.
  public String stranger(String name) {
    return issuer().substring(0, issuer().lastIndexOf('/') + 1) + name;
  }

  /// A token of a [#stranger].
  public String token(String issuer, String subject, Map<String, Object> claims) {
    var login =
        post(
            issuer
                + "/authorize?"
                + form(
                    Map.of(
                        "client_id", CLIENT,
                        "response_type", "code",
                        "redirect_uri", REDIRECT,
                        "scope", "openid",
                        "state", "test")),
            Map.of("username", subject, "claims", json(claims)));
    var answer =
        post(
            issuer + "/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code(login),
                "client_id",
                CLIENT,
                "redirect_uri",
                REDIRECT));
    return accessToken(answer);
  }

  /// Ends the issuer at once, as a crash would.
  public void kill9() {
    part.kill9();
  }

  /// Starts it again on the same port; tokens given before stay valid.
  public void restart() {
    part.restart();
  }

  @Override
  public void close() {
    part.stop();
    TestDirectory.delete(directory);
  }

  private HttpResponse<String> post(String uri, Map<String, String> fields) {
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(ANSWER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException("the issuer does not answer at " + uri, broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the issuer", stopped);
    }
  }

  private static String code(HttpResponse<String> login) {
    var location = login.headers().firstValue("Location").orElse("");
    var code = CODE.matcher(location);
    if (!code.find()) {
      throw new IllegalStateException(
          "the issuer gave no code: " + login.statusCode() + " " + login.body());
    }
    return code.group(1);
  }

  private static String accessToken(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body()).required("access_token").asText();
    } catch (JsonProcessingException | IllegalArgumentException noToken) {
      throw new IllegalStateException("the issuer gave no token: " + answer.body(), noToken);
    }
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("claims are not JSON: " + claims, unwritable);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
