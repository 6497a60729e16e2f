package io.carillon.gateway.admin;

import static io.carillon.gateway.admin.Role.OPERATOR;

import io.carillon.apps.WrongForm;
import io.carillon.gateway.admin.AppCommand.AddKey;
import io.carillon.gateway.admin.AppCommand.WithdrawKey;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// `/api/admin/apps/{id}/keys`: several pairs count at once, so one is replaced without a pause:
/// add, reveal, give it to the app's servers and pages, withdraw the old one.
@Administrative
@Path("/api/admin/apps/{app}/keys")
public class AdminKeysResource {
  private final AppEditing editing;
  private final AdminForms forms;

  AdminKeysResource(AppEditing editing, AdminForms forms) {
    this.editing = editing;
    this.forms = forms;
  }

  @POST
  @Needs(OPERATOR)
  public Uni<Response> add(
      @PathParam("app") String app, byte @Nullable [] body, @Context RoutingContext context) {
    return forms.edit(app, new AddKey(Fresh.key()), body, context);
  }

  @DELETE
  @Path("/{key}")
  @Needs(OPERATOR)
  public Uni<Response> withdraw(
      @PathParam("app") String app,
      @PathParam("key") String key,
      byte @Nullable [] body,
      @Context RoutingContext context) {
    return forms.edit(app, new WithdrawKey(key), body, context);
  }

  /// The only answer of this platform that has a secret in it.
  @POST
  @Path("/{key}/reveal")
  @Needs(OPERATOR)
  public Uni<Response> reveal(
      @PathParam("app") String app,
      @PathParam("key") String key,
      byte @Nullable [] body,
      @Context RoutingContext context) {
    try {
      var _ = forms.read(body).withoutSettings();
    } catch (WrongForm e) {
      return AdminForms.refused(Refusals.invalid(e), context);
    }
    return editing
        .reveal(Admin.of(context), app, key)
        .map(outcome -> AdminAnswers.answer(outcome, context.request()));
  }
}
