package io.carillon.gateway.admin;

import static io.carillon.gateway.admin.Role.DEVELOPER;
import static io.carillon.gateway.admin.Role.OPERATOR;
import static io.carillon.gateway.admin.Role.VIEWER;

import io.carillon.apps.AppForm;
import io.carillon.apps.AppRegistry;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.admin.AppCommand.Change;
import io.carillon.gateway.admin.AppCommand.Create;
import io.carillon.gateway.admin.AppCommand.Delete;
import io.carillon.gateway.admin.AppCommand.Pause;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `/api/admin/apps`: which apps there are, and their settings.
@Administrative
@NonBlocking
@Path("/api/admin/apps")
public class AdminAppsResource {
  private final AppRegistry apps;
  private final AppEditing editing;
  private final AdminForms forms;

  AdminAppsResource(AppRegistry apps, AppEditing editing, AdminForms forms) {
    this.apps = apps;
    this.editing = editing;
    this.forms = forms;
  }

  /// Off the event loop, because there may be very many apps.
  @GET
  @Blocking
  @Needs(VIEWER)
  public Response list(@Context RoutingContext context) {
    return apps.ready()
        ? AdminAnswers.list("apps", apps.registered().stream().map(AppForm::shown).toList())
        : AdminAnswers.problem(Refusals.STARTING, context.request());
  }

  @GET
  @Path("/{app}")
  @Needs(VIEWER)
  public Response show(@PathParam("app") String id, @Context RoutingContext context) {
    if (!apps.ready()) {
      return AdminAnswers.problem(Refusals.STARTING, context.request());
    }
    return apps.registered(id)
        .map(AdminAnswers::app)
        .orElseGet(() -> AdminAnswers.problem(Refusals.unknownApp(), context.request()));
  }

  @POST
  @Needs(OPERATOR)
  public Uni<Response> create(byte @Nullable [] body, @Context RoutingContext context) {
    try {
      var app = forms.read(body).created(Fresh.id(), Fresh.key());
      return editing
          .edit(Admin.of(context), app.id(), new Create(app), OptionalLong.empty())
          .map(outcome -> AdminAnswers.answer(outcome, context.request()));
    } catch (WrongForm e) {
      return AdminForms.refused(Refusals.invalid(e), context);
    }
  }

  @PATCH
  @Path("/{app}")
  @Needs(DEVELOPER)
  public Uni<Response> change(
      @PathParam("app") String id, byte @Nullable [] body, @Context RoutingContext context) {
    try {
      var form = forms.read(body);
      return forms.edit(id, new Change(form), form, context);
    } catch (WrongForm e) {
      return AdminForms.refused(Refusals.invalid(e), context);
    }
  }

  @POST
  @Path("/{app}/pause")
  @Needs(OPERATOR)
  public Uni<Response> pause(
      @PathParam("app") String id, byte @Nullable [] body, @Context RoutingContext context) {
    return forms.edit(id, new Pause(true), body, context);
  }

  @POST
  @Path("/{app}/resume")
  @Needs(OPERATOR)
  public Uni<Response> resume(
      @PathParam("app") String id, byte @Nullable [] body, @Context RoutingContext context) {
    return forms.edit(id, new Pause(false), body, context);
  }

  @DELETE
  @Path("/{app}")
  @Needs(OPERATOR)
  public Uni<Response> delete(
      @PathParam("app") String id, byte @Nullable [] body, @Context RoutingContext context) {
    return forms.edit(id, new Delete(), body, context);
  }
}
