package io.carillon.gateway.admin;

import io.carillon.apps.AppForm;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Takes a request's body and version to a command, and its outcome to an answer.
@Singleton
class AdminForms {
  private static final byte[] NOTHING = {};

  private final AppEditing editing;

  AdminForms(AppEditing editing) {
    this.editing = editing;
  }

  AppForm read(byte @Nullable [] body) throws WrongForm {
    return AppForm.read(body == null ? NOTHING : body);
  }

  /// A command whose body says a version at most.
  Uni<Response> edit(
      String app, AppCommand command, byte @Nullable [] body, RoutingContext context) {
    try {
      return edit(app, command, read(body).withoutSettings(), context);
    } catch (WrongForm e) {
      return refused(Refusals.invalid(e), context);
    }
  }

  Uni<Response> edit(String app, AppCommand command, AppForm form, RoutingContext context) {
    return switch (Seen.of(form, context.request().getHeader(HttpHeaders.IF_MATCH))) {
      case Broken(var problem) -> refused(problem, context);
      case Read(var seen) ->
          editing
              .edit(Admin.of(context), app, command, seen)
              .map(outcome -> AdminAnswers.answer(outcome, context.request()));
    };
  }

  static Uni<Response> refused(Problem problem, RoutingContext context) {
    return Uni.createFrom().item(AdminAnswers.problem(problem, context.request()));
  }
}
