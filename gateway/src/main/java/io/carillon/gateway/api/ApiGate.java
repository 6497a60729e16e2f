package io.carillon.gateway.api;

import io.carillon.apps.App;
import io.carillon.apps.AppRegistry;
import io.carillon.apps.Feature;
import io.carillon.gateway.limit.Limits;
import io.carillon.protocol.RequestVerifier;
import io.carillon.protocol.Verdict.Genuine;
import io.carillon.protocol.Verdict.Refused;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Decides whether a request speaks for the app that its path names.
///
/// In the protocol's order: the key belongs to the app, the time is near, the body is the one that
/// was signed, the signature is right; then, the app is not paused, takes requests that come this
/// way, and may make one more. An address of which too many signatures were wrong is refused before
/// any of it.
@Singleton
public final class ApiGate {
  private static final Duration APPS_RETRY_AFTER = Duration.ofSeconds(1);

  private final AppRegistry apps;
  private final Limits limits;
  private final InstantSource clock;

  /// What came of it.
  public sealed interface Admission {
    /// The request is the app's.
    ///
    /// @param params the query's, decoded
    record Admitted(App app, Map<String, String> params) implements Admission {}

    record Rejected(Problem problem) implements Admission {}
  }

  @Inject
  ApiGate(AppRegistry apps, Limits limits) {
    this(apps, limits, InstantSource.system());
  }

  ApiGate(AppRegistry apps, Limits limits, InstantSource clock) {
    this.apps = apps;
    this.limits = limits;
    this.clock = clock;
  }

  public Admission admit(String appId, HttpServerRequest request, byte[] body) {
    if (!apps.ready()) {
      return new Admission.Rejected(
          Problem.unavailable(
              "starting",
              "The apps are still being read: try again in a moment",
              APPS_RETRY_AFTER));
    }
    var address = addressOf(request);
    if (!limits.addresses().mayAuthenticate(address)) {
      return new Admission.Rejected(LimitProblems.tooManyFailures());
    }
    var app = apps.byId(appId);
    var params = QueryParams.parse(request.query());
    var verdict =
        RequestVerifier.verify(
            request.method().name(),
            RequestPath.of(request),
            params,
            body,
            key -> app.flatMap(of -> of.secretOf(key)),
            clock.instant());
    return switch (verdict) {
      case Refused(var status, var code, var message) -> {
        var _ = limits.addresses().failed(address);
        yield new Admission.Rejected(Problem.of(status, code, message));
      }
      case Genuine _ -> admitGenuine(app.orElseThrow(), request, params);
    };
  }

  private String addressOf(HttpServerRequest request) {
    // The line's own end, whatever the server makes of headers.
    var remote = request.connection().remoteAddress();
    return limits
        .clients()
        .of(
            remote == null ? null : remote.hostAddress(),
            String.join(",", request.headers().getAll("X-Forwarded-For")));
  }

  private Admission admitGenuine(App app, HttpServerRequest request, Map<String, String> params) {
    if (app.paused()) {
      return rejected(
          "app-paused",
          "The app '%s' is paused: resume it before triggering events".formatted(app.id()));
    }
    if (app.has(Feature.TLS_ONLY) && !"https".equals(request.scheme())) {
      return rejected(
          "tls-only", "The app '%s' is served over TLS only: use https".formatted(app.id()));
    }
    return limits
        .calls()
        .take(app)
        .<Admission>map(refusal -> new Admission.Rejected(LimitProblems.of(refusal)))
        .orElseGet(() -> new Admission.Admitted(app, params));
  }

  private static Admission rejected(String code, String why) {
    return new Admission.Rejected(Problem.of(403, code, why));
  }
}
