package io.carillon.entrance.identity;

import io.carillon.apps.App;
import io.carillon.entrance.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// What is known of whoever made a request.
///
/// @param <C> a caller in a service's own words
public sealed interface Identified<C> {

  record Known<C>(C caller) implements Identified<C> {}

  /// Nobody who is let in, with what to change.
  record Refused<C>(Problem problem, String detail) implements Identified<C> {}

  /// The app's caller, unless the app is paused.
  static <C> Identified<C> of(App app, C caller) {
    return app.paused()
        ? new Refused<>(
            Problem.APP_PAUSED,
            "the app %s is paused; its operator can resume it".formatted(app.id()))
        : new Known<>(caller);
  }

  /// Goes on with whoever is known.
  default <D> Identified<D> then(Function<? super C, Identified<D>> next) {
    return switch (this) {
      case Known<C>(var caller) -> next.apply(caller);
      case Refused<C>(var problem, var detail) -> new Refused<>(problem, detail);
    };
  }

  /// Lets in whoever is known; anybody else has his answer.
  default Uni<Response> let(Function<? super C, Uni<Response>> action) {
    return switch (this) {
      case Known<C>(var caller) -> action.apply(caller);
      case Refused<C>(var problem, var detail) -> Uni.createFrom().item(problem.saying(detail));
    };
  }
}
