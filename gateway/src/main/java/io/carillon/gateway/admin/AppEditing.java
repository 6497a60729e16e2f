package io.carillon.gateway.admin;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.apps.AppRegistry;
import io.carillon.apps.AppWriter;
import io.carillon.apps.AppWriter.Written;
import io.carillon.apps.RegisteredApp;
import io.carillon.gateway.admin.AuditEntry.Phase;
import io.carillon.gateway.api.Problem;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries out what administrators ask for: decided, audited, written, read back, audited.
///
/// The answer comes within the bound of {@link AdminConfig#answerWithin}; the work goes on after
/// it, so that what was begun is brought to an end.
final class AppEditing {
  private final AppRegistry apps;
  private final AppWriter writer;
  private final AuditTrail audit;
  private final EditingThreads threads;

  /// What came of it.
  sealed interface Outcome {
    /// The app is made, as it stands now.
    record Made(RegisteredApp app) implements Outcome {}

    /// The app as it stands now.
    record Stands(RegisteredApp app) implements Outcome {}

    /// The app is gone.
    record Gone() implements Outcome {}

    /// A pair with its secret, for this one answer.
    record Revealed(AppKey key) implements Outcome {}

    /// It was not done, or nobody knows.
    ///
    /// @param version the app's now, for those who come too late; below 0 when it says nothing
    record NotDone(Problem problem, long version) implements Outcome {
      NotDone(Problem problem) {
        this(problem, -1);
      }
    }
  }

  AppEditing(AppRegistry apps, AppWriter writer, AuditTrail audit, EditingThreads threads) {
    this.apps = apps;
    this.writer = writer;
    this.audit = audit;
    this.threads = threads;
  }

  Uni<Outcome> edit(Admin admin, String appId, AppCommand command, OptionalLong seen) {
    return onceReady(() -> edited(admin, appId, command, seen));
  }

  /// Shows the secret of a key; that it was shown stands on the log before.
  Uni<Outcome> reveal(Admin admin, String appId, String key) {
    return onceReady(() -> revealed(admin, appId, key));
  }

  private Uni<Outcome> onceReady(Supplier<Outcome> work) {
    return apps.ready()
        ? threads.run(
            work, new Outcome.NotDone(Refusals.BUSY), new Outcome.NotDone(Refusals.UNKNOWN_OUTCOME))
        : Uni.createFrom().item(new Outcome.NotDone(Refusals.STARTING));
  }

  private Outcome revealed(Admin admin, String appId, String key) {
    var app = apps.registered(appId);
    if (app.isEmpty()) {
      return new Outcome.NotDone(Refusals.unknownApp());
    }
    var secret = app.get().app().secretOf(key);
    if (secret.isEmpty()) {
      return new Outcome.NotDone(Refusals.unknownKeyProblem());
    }
    var entry = AuditEntry.begun("key.reveal", admin, app.get(), null).aboutKey(key);
    if (!audit.begin(entry)) {
      return new Outcome.NotDone(Refusals.NO_AUDIT);
    }
    audit.end(entry, Phase.DONE);
    return new Outcome.Revealed(new AppKey(key, secret.get()));
  }

  private Outcome edited(Admin admin, String appId, AppCommand command, OptionalLong seen) {
    var current = apps.registered(appId);
    return switch (command.decide(current, seen)) {
      case Decision.Refused(var problem) ->
          new Outcome.NotDone(problem, current.map(RegisteredApp::version).orElse(-1L));
      case Decision.Keep(var app) -> new Outcome.Stands(app);
      case Decision.Write(var next) -> {
        var entry = entry(admin, command, current, next.app());
        yield audited(
            entry,
            () -> writer.write(next),
            () -> {
              var now = new RegisteredApp(next.app(), next.version());
              return current.isEmpty() ? new Outcome.Made(now) : new Outcome.Stands(now);
            });
      }
      case Decision.Remove(var last) ->
          audited(
              entry(admin, command, current, null),
              () -> writer.remove(appId, last.version()),
              () -> removed(appId));
    };
  }

  /// A configured app counts again once its record is gone.
  private Outcome removed(String appId) {
    return apps.registered(appId).<Outcome>map(Outcome.Stands::new).orElseGet(Outcome.Gone::new);
  }

  private static AuditEntry entry(
      Admin admin, AppCommand command, Optional<RegisteredApp> current, @Nullable App after) {
    var entry = AuditEntry.begun(command.action(), admin, current.orElse(null), after);
    return switch (command) {
      case AppCommand.AddKey(var key) -> entry.aboutKey(key.key());
      case AppCommand.WithdrawKey(var key) -> entry.aboutKey(key);
      default -> entry;
    };
  }

  private Outcome audited(AuditEntry entry, Supplier<Written> change, Supplier<Outcome> done) {
    if (!audit.begin(entry)) {
      return new Outcome.NotDone(Refusals.NO_AUDIT);
    }
    return switch (change.get()) {
      case Written.Done _ -> {
        audit.end(entry, Phase.DONE);
        yield done.get();
      }
      case Written.Overtaken(var version) -> {
        audit.end(entry, Phase.OVERTAKEN);
        yield new Outcome.NotDone(Refusals.overtaken(version), version);
      }
      case Written.Unknown _ -> {
        audit.end(entry, Phase.UNKNOWN);
        yield new Outcome.NotDone(Refusals.UNKNOWN_OUTCOME);
      }
      case Written.Refused(var why) -> {
        audit.end(entry, Phase.FAILED);
        yield new Outcome.NotDone(Refusals.noPlatformKey(why));
      }
    };
  }
}
